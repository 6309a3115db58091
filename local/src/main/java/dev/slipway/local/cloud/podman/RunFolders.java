package dev.slipway.local.cloud.podman;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folders for what podman needs only while the machine runs. They lie outside of the state, whose paths are too long for podman, so each
 * notes which cloud's it is: when somebody deletes that cloud's folder, the next cloud that starts removes what is left.
 *
 * @param parent where they are
 * @param user whose they are
 * @param mounts where something is mounted: below it containers run
 */
record RunFolders(Path parent, String user, Set<Path> mounts) {
    private static final Pattern NAME = Pattern.compile("slipway-[0-9a-f]{12}");
    private static final String OWNER = "owner";
    private static final int TAG_PART = 12;
    /** podman refuses a run folder of more than 50 characters. */
    private static final int LONGEST_PARENT = 30;

    /** Copies. */
    RunFolders {
        mounts = Set.copyOf(mounts);
    }

    static RunFolders ofThisMachine() throws IOException {
        var user = System.getProperty("user.name");
        var parent = Optional.ofNullable(writable("root".equals(user) ? "/run" : null))
                .or(() -> Optional.ofNullable(writable(System.getenv("XDG_RUNTIME_DIR"))))
                .orElse(Path.of("/tmp"));
        return new RunFolders(parent, user, mounted());
    }

    private static @Nullable Path writable(@Nullable String folder) {
        return folder != null && folder.length() < LONGEST_PARENT && Files.isWritable(Path.of(folder))
                ? Path.of(folder)
                : null;
    }

    /** The fifth column; the kernel writes a space in a path as \040. */
    private static Set<Path> mounted() throws IOException {
        var table = Path.of("/proc/self/mountinfo");
        return Files.isReadable(table)
                ? Files.readAllLines(table).stream()
                        .map(line -> Path.of(line.split(" ", -1)[4].replace("\\040", " ")))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Differs from cloud to cloud, and after each start of the machine, as what it names must not outlive that. */
    static String tag(Path place) throws IOException {
        var boot = Path.of("/proc/sys/kernel/random/boot_id");
        var text = place + "\n" + (Files.isReadable(boot) ? Files.readString(boot) : "");
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is a part of every Java", e);
        }
    }

    private static String name(Path place) throws IOException {
        return "slipway-" + tag(place).substring(0, TAG_PART);
    }

    /**
     * The folder of a cloud, which is made when it is not there.
     *
     * @param place the cloud's own folder of podman, by its real path
     */
    Path of(Path place) throws IOException {
        var folder = parent.resolve(name(place));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(user)) {
            throw new IOException("%s is a folder of %s, expected one of %s: remove it".formatted(folder, owner, user));
        }
        note(folder, place);
        return folder;
    }

    /** Whole at once: half a path would be that of a folder that does not exist. */
    private static void note(Path folder, Path place) throws IOException {
        var half = Files.writeString(folder.resolve(OWNER + ".new"), place + "\n");
        try {
            Files.move(half, folder.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "%s cannot rename a file in place: it must be a file system of Unix".formatted(folder), e);
        }
    }

    /**
     * Removes the folders of clouds whose own folder is gone, and of those that ran before the machine was started again. A folder that is
     * not this user's, does not say whose it is, or has something mounted in it is left alone.
     *
     * @return those that are gone
     */
    List<Path> removeLeftOver() throws IOException {
        var removed = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(parent, path -> isOurs(path))) {
            for (var folder : folders) {
                if (isLeftOver(folder)) {
                    try {
                        delete(folder);
                        removed.add(folder);
                    } catch (IOException e) {
                        System.err.println(
                                "slipway-local: the run folder %s of a cloud that is gone stays (%s): remove it"
                                        .formatted(folder, e));
                    }
                }
            }
        }
        return removed;
    }

    private boolean isOurs(Path folder) throws IOException {
        try {
            return NAME.matcher(folder.getFileName().toString()).matches()
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                            .getName()
                            .equals(user)
                    && Files.isRegularFile(folder.resolve(OWNER), LinkOption.NOFOLLOW_LINKS)
                    && mounts.stream().noneMatch(mount -> mount.startsWith(folder));
        } catch (NoSuchFileException removedMeanwhile) {
            // By another cloud that starts now.
            return false;
        }
    }

    private static boolean isLeftOver(Path folder) throws IOException {
        String text;
        try {
            text = Files.readString(folder.resolve(OWNER)).strip();
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
        var place = Path.of(text);
        return place.isAbsolute()
                && (Files.notExists(place) || !folder.getFileName().toString().equals(name(place)));
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                    throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
