package dev.slipway.local.cloud.codebuild.execution.container;

import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Programs;
import dev.slipway.local.cloud.podman.ContainersConf;
import dev.slipway.local.cloud.podman.NetworkBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command {@code docker} of one build. */
public final class DockerCommand {
    private static final String WITHOUT_DAEMON =
            """
            #!/bin/sh
            case ${1:-} in
            --version | -v) echo "Docker version 20.10.24+dfsg1, build 297e128" ;;
            *)
                echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2
                exit 1
                ;;
            esac
            """;

    private static final String STORAGE =
            """
            [storage]
            driver = "%s"
            graphroot = "/var/lib/containers/storage"
            runroot = "/run/containers/storage"

            [storage.options]
            additionalimagestores = ["%s"]
            """;

    /** In a build control groups are read-only, and runc learns that from podman in words that only other runtimes know. */
    private static final String RUNC =
            """
            #!/usr/bin/env bash
            arguments=()
            while [ $# -gt 0 ]; do
                case $1 in
                    --cgroup-manager) shift ;;
                    --cgroup-manager=*) ;;
                    *) arguments+=("$1") ;;
                esac
                shift
            done
            exec %s --rootless=true "${arguments[@]}"
            """;

    private DockerCommand() {}

    /**
     * Prepares the command, in a folder that comes first in the build's PATH.
     *
     * @param privileged whether the build may use it: if not, it says what Docker's client says without a daemon
     * @param insecureRegistries registries on loopback that speak plain HTTP, as {@code host:port}
     * @param images podman's store of images that are there already, or null
     * @return the variables that it needs
     */
    public static Map<String, String> prepare(
            ContainerEngine engine,
            BuildFolders folders,
            boolean privileged,
            List<String> insecureRegistries,
            BaseImages.@Nullable Store images)
            throws IOException {
        Path programs = Files.createDirectories(folders.readOnly().resolve("bin"));
        if (!privileged || engine.kind() == ContainerEngine.Kind.NONE) {
            program(programs.resolve("docker"), WITHOUT_DAEMON);
            return Map.of();
        }
        if (engine.kind() == ContainerEngine.Kind.DOCKER) {
            return Map.of();
        }
        program(programs.resolve("docker"), resource("docker.sh"));
        Path registries = folders.readOnly().resolve("registries.conf");
        Files.writeString(registries, registries(insecureRegistries));
        Files.createDirectories(folders.containers());
        Path authorizations = folders.home().resolve(".docker/config.json");
        Files.createDirectories(folders.home().resolve(".docker"));
        Files.writeString(authorizations, "{}\n");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CONTAINERS_REGISTRIES_CONF", folders.inside(registries));
        Path conf = folders.readOnly().resolve("containers.conf");
        Files.writeString(conf, configuration(folders));
        variables.put("CONTAINERS_CONF", folders.inside(conf));
        ContainersConf.userSettings(folders.home());
        // Without a sandbox podman's own store is somewhere else, and as it is.
        if (images != null && folders.mounted()) {
            Path storage = folders.readOnly().resolve("storage.conf");
            Files.writeString(storage, STORAGE.formatted(images.driver(), images.folder()));
            variables.put("CONTAINERS_STORAGE_CONF", folders.inside(storage));
        }
        variables.put("BUILDAH_ISOLATION", "chroot");
        variables.put("REGISTRY_AUTH_FILE", folders.inside(authorizations));
        return variables;
    }

    private static String configuration(BuildFolders folders) throws IOException {
        String run = folders.mounted() ? "/run/containers" : folders.inside(folders.temporary()) + "/containers";
        ContainersConf conf = new ContainersConf()
                .networks(NetworkBackend.ofThisMachine(), run + "/networks")
                .events("file");
        if (folders.mounted()) {
            conf.temporary(run + "/libpod");
        }
        Optional<Path> runc = Programs.find("runc");
        if (runc.isPresent()) {
            Path wrapper = folders.readOnly().resolve("runc");
            program(wrapper, RUNC.formatted(runc.get()));
            conf.runtime("runc").withoutControlGroups("runc", folders.inside(wrapper));
        }
        return conf.text();
    }

    private static String registries(List<String> insecure) {
        StringBuilder text = new StringBuilder(ContainersConf.registries());
        for (String registry : insecure) {
            text.append("\n[[registry]]\nlocation = \"").append(registry).append("\"\ninsecure = true\n");
        }
        return text.toString();
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DockerCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this program's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
