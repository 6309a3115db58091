package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a build may see and do.
 *
 * @param folders the build's own folders
 * @param readOnlyFolders more folders that it may read, such as one with the AWS CLI
 * @param privileged whether it may make containers
 * @param dockerSocket socket of a Docker daemon that it may use, or null
 * @param ports of this machine's loopback that it may connect to, where it has a network of its own
 * @param resolver file that names the resolver of its network, or null for this machine's
 */
public record SandboxPlan(
        BuildFolders folders,
        List<Path> readOnlyFolders,
        boolean privileged,
        @Nullable Path dockerSocket,
        List<Integer> ports,
        @Nullable Path resolver) {
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/etc");
    /** What only root of this machine should read, though a build on AWS would have its own. */
    private static final List<String> SECRETS = List.of(
            "/etc/shadow",
            "/etc/shadow-",
            "/etc/gshadow",
            "/etc/gshadow-",
            "/etc/sudoers",
            "/etc/sudoers.d",
            "/etc/ssh",
            "/etc/ssl/private",
            "/etc/krb5.keytab");
    /** How this machine has set up what a build uses: on AWS a build has the tools' own defaults. */
    private static final List<String> SETTINGS =
            List.of("/etc/containers", "/etc/cni", "/etc/docker", "/etc/gitconfig", "/etc/gitattributes");

    public SandboxPlan {
        Objects.requireNonNull(folders);
        readOnlyFolders = List.copyOf(readOnlyFolders);
        ports = ports.stream().distinct().sorted().toList();
    }

    /** The same with another resolver. */
    SandboxPlan withResolver(Path file) {
        return new SandboxPlan(folders, readOnlyFolders, privileged, dockerSocket, ports, file);
    }

    /** Everything that the build sees, in the order in which it is to be mounted. */
    List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (String folder : SYSTEM) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                mounts.add(new Mount(Mount.Kind.LINK, target(path), folder));
            } else if (Files.isDirectory(path)) {
                mounts.add(new Mount(Mount.Kind.READ_ONLY, folder, folder));
            }
        }
        for (String hidden : Stream.concat(SECRETS.stream(), SETTINGS.stream()).toList()) {
            if (Files.isRegularFile(Path.of(hidden)) && SETTINGS.contains(hidden)) {
                mounts.add(new Mount(Mount.Kind.READ_ONLY, folders.nothing().toString(), hidden));
            } else if (Files.exists(Path.of(hidden))) {
                mounts.add(new Mount(Mount.Kind.HIDDEN, "", hidden));
            }
        }
        mounts.add(new Mount(Mount.Kind.PROCESSES, "", "/proc"));
        // In a user namespace the kernel's files are nobody's to write, and with mounts over them a container could
        // have no /proc.
        if (Sandboxes.isRoot() || !privileged) {
            mounts.addAll(KernelFiles.mounts());
        }
        mounts.add(new Mount(Mount.Kind.DEVICES, "", "/dev"));
        mounts.add(new Mount(Mount.Kind.EMPTY, "", "/run"));
        mounts.add(new Mount(Mount.Kind.EMPTY, "", "/var"));
        mounts.add(new Mount(Mount.Kind.EMPTY, "", "/var/tmp"));
        // On many machines /etc/resolv.conf is a link into this folder.
        if (Files.isDirectory(Path.of("/run/systemd/resolve"))) {
            mounts.add(new Mount(Mount.Kind.READ_ONLY, "/run/systemd/resolve", "/run/systemd/resolve"));
        }
        Path names = resolver == null ? null : OwnNetwork.resolverFile();
        if (resolver != null && names != null) {
            mounts.add(new Mount(Mount.Kind.READ_ONLY, resolver.toString(), names.toString()));
        }
        folders.mounts().forEach((to, from) -> mounts.add(new Mount(Mount.Kind.WRITABLE, from.toString(), to)));
        String programs = folders.inside(folders.readOnly());
        mounts.add(new Mount(Mount.Kind.READ_ONLY, folders.readOnly().toString(), programs));
        for (Path folder : readOnlyFolders) {
            mounts.add(new Mount(Mount.Kind.READ_ONLY, folder.toString(), folder.toString()));
        }
        if (privileged) {
            mounts.add(new Mount(Mount.Kind.READ_ONLY, "/sys", "/sys"));
            if (Files.isDirectory(folders.containers())) {
                mounts.add(new Mount(Mount.Kind.WRITABLE, folders.containers().toString(), "/var/lib/containers"));
            }
            if (dockerSocket != null) {
                mounts.add(new Mount(Mount.Kind.WRITABLE, dockerSocket.toString(), "/var/run/docker.sock"));
            }
        }
        return mounts;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the link " + link, e);
        }
    }
}
