package dev.slipway.local.cloud.podman;

import dev.slipway.local.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What podman reads and writes for one local cloud: configuration, networks, images and containers of its own, so that nothing of the
 * machine's or the user's is read, written or mixed up with that of another cloud.
 *
 * @param folder where it is
 * @param environment what podman gets beside the variables that lead it to its programs
 */
public record PodmanHome(Path folder, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROGRAM = "podman";
    /** Images belong to other users than the one who runs podman, unless that is root. A bridge of CNI stays when its containers are gone. */
    private static final String REMOVAL =
            """
            set -eu
            podman rm --all --force --time 0 >/dev/null
            if [ "$(id -u)" = 0 ]; then
                rm -rf '%1$s' '%2$s'
                ! ip link show '%3$s' >/dev/null 2>&1 || ip link delete '%3$s'
            else
                podman unshare rm -rf '%1$s'
                rm -rf '%1$s' '%2$s'
            fi
            """;

    /** Copies. */
    public PodmanHome {
        environment = Map.copyOf(environment);
    }

    /**
     * Writes the files of a cloud; the same ones when it starts again.
     *
     * @throws IOException if the folder cannot be used, or podman finds no way to store images in it
     */
    public static PodmanHome make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var place = folder.toRealPath();
        var tag = RunFolders.tag(place);
        var folders = RunFolders.ofThisMachine();
        folders.removeLeftOver();
        var run = folders.of(place);
        var user = Files.createDirectories(place.resolve("home"));
        var settings = ContainersConf.userSettings(user);
        Files.writeString(settings.resolve("registries.conf"), ContainersConf.registries());
        Files.writeString(place.resolve("login.json"), "{}\n");
        var environment = new LinkedHashMap<String, String>();
        environment.put("HOME", user.toString());
        environment.put("XDG_CONFIG_HOME", user.resolve(".config").toString());
        environment.put("XDG_DATA_HOME", user.resolve(".local/share").toString());
        environment.put("REGISTRY_AUTH_FILE", place.resolve("login.json").toString());
        environment.put(
                "CONTAINERS_CONF",
                Files.writeString(place.resolve("containers.conf"), conf(place, run, tag))
                        .toString());
        var storage = place.resolve("storage.conf");
        environment.put("CONTAINERS_STORAGE_CONF", storage.toString());
        var driver = place.resolve("driver");
        if (!Files.exists(driver)) {
            Files.writeString(storage, storage(place, run, ""));
            Files.writeString(driver, driver(environment));
        }
        Files.writeString(storage, storage(place, run, Files.readString(driver).strip()));
        script(
                place.resolve(PROGRAM),
                "podman as this local cloud runs it: its tasks' containers and images, e.g. podman ps",
                environment,
                "exec podman \"$@\"\n");
        script(
                place.resolve("remove"),
                "Removes all containers, images and networks of this local cloud.",
                environment,
                REMOVAL.formatted(place.resolve("store"), run, TaskNetwork.bridge(tag)));
        return new PodmanHome(place, environment);
    }

    /** Everything that podman gets, in place of this process's own variables. */
    public Map<String, String> allVariables() {
        var all = new LinkedHashMap<>(HostVariables.kept());
        all.putAll(environment);
        return all;
    }

    /** The command by which people and scripts see what the cloud's podman sees. */
    public Path program() {
        return folder.resolve(PROGRAM);
    }

    private static String conf(Path place, Path run, String tag) throws IOException {
        var backend = NetworkBackend.ofThisMachine();
        var networks = Files.createDirectories(
                place.resolve("networks-" + backend.map(NetworkBackend::word).orElse("none")));
        var conf = new ContainersConf()
                .networks(backend, networks.toString())
                .temporary(run.resolve("libpod").toString())
                .events("file");
        if (backend.isPresent()) {
            var network = TaskNetwork.of(tag);
            conf.defaultNetwork(network.name());
            Files.writeString(
                    networks.resolve(network.file(backend.get())),
                    network.text(backend.get(), run.resolve("addresses").toString()));
        }
        return conf.text();
    }

    private static String storage(Path place, Path run, String driver) {
        return "[storage]\ndriver = \"%s\"\ngraphroot = \"%s\"\nrunroot = \"%s\"\n"
                .formatted(driver, place.resolve("store"), run);
    }

    private static void script(Path file, String meaning, Map<String, String> environment, String commands)
            throws IOException {
        var text = new StringBuilder("#!/bin/sh\n# ").append(meaning).append('\n');
        environment.forEach((name, value) -> text.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        Files.writeString(file, text.append(commands));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Which of its storage drivers podman takes here; asked once, since images of one driver are none to another. */
    private static String driver(Map<String, String> environment) throws IOException, InterruptedException {
        var error = Files.createTempFile("slipway-podman", ".err");
        var output = Files.createTempFile("slipway-podman", ".out");
        try {
            var builder = new ProcessBuilder(PROGRAM, "info", "--format", "{{.Store.GraphDriverName}}")
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile());
            builder.environment().clear();
            builder.environment().putAll(HostVariables.kept());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!ProcessTree.ends(process, PATIENCE)) {
                throw new IOException("podman info did not end within %d seconds".formatted(PATIENCE.toSeconds()));
            }
            var driver = Files.readString(output).strip();
            if (process.exitValue() != 0 || driver.isEmpty()) {
                throw new IOException(
                        "podman info says: " + Files.readString(error).strip());
            }
            return driver;
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(error);
        }
    }
}
