package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of {@code /proc} belongs to the kernel and not to a process. Root may write there whatever its capabilities are, so a build gets it
 * read-only; which files there are depends on the kernel, so they are looked for.
 */
final class KernelFiles {
    private static final Path PROCESSES = Path.of("/proc");
    /** Memory, keys and addresses of the kernel: of no use to a build, of much use to an attacker. */
    private static final Set<String> SECRETS =
            Set.of("kcore", "keys", "key-users", "kallsyms", "kmsg", "timer_list", "sched_debug", "latency_stats");

    private KernelFiles() {}

    /** How a build sees them, once its own {@code /proc} is mounted. */
    static List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROCESSES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (Character.isDigit(name.charAt(0)) || Files.isSymbolicLink(file)) {
                    continue;
                }
                if (SECRETS.contains(name)) {
                    mounts.add(new Mount(Mount.Kind.HIDDEN, "", file.toString()));
                } else if (Files.isDirectory(file) || anybodyWrites(file)) {
                    mounts.add(new Mount(Mount.Kind.READ_ONLY, file.toString(), file.toString()));
                }
            }
            return mounts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + PROCESSES, e);
        }
    }

    private static boolean anybodyWrites(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        return permissions.contains(PosixFilePermission.OWNER_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
