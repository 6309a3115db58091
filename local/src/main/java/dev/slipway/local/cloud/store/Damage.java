package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of the state that is not what was written.
 *
 * @param file the file
 * @param kind the kind of damage
 * @param what what is wrong with it, as in "is missing"
 * @param loss what is lost when the cloud goes on without it; empty when it cannot
 */
public record Damage(Path file, Kind kind, String what, String loss) {
    /** The kinds of damage. */
    public enum Kind {
        /** The file is gone. */
        MISSING,
        /** The file has other content than was written. */
        DAMAGED,
        /** The system does not give the file out; it may be whole. */
        UNREADABLE
    }

    /** A file that is gone. */
    public static Damage missing(Path file) {
        return new Damage(file, Kind.MISSING, "is missing", "");
    }

    /** A file with other content than was written. */
    public static Damage damaged(Path file, String reason) {
        return new Damage(file, Kind.DAMAGED, "is damaged (%s)".formatted(reason), "");
    }

    /** A file that the system does not give out. */
    public static Damage unreadable(Path file, IOException e) {
        var reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : String.valueOf(e.getMessage());
        return new Damage(file, Kind.UNREADABLE, "cannot be read (%s)".formatted(reason), "");
    }

    /** The same, with what is lost when the cloud goes on without it. */
    public Damage losing(String lost) {
        return new Damage(file, kind, what, lost);
    }

    /** What keeps a path from being a file that can be read. */
    public static Optional<Damage> unlessFile(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(missing(path));
        }
        if (Files.isDirectory(path)) {
            return Optional.of(damaged(path, "it is a folder, expected a file"));
        }
        try (var stream = Files.newInputStream(path)) {
            var unused = stream.read();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unreadable(path, e));
        }
    }

    /** What keeps a path from being a folder that can be listed. */
    public static Optional<Damage> unlessFolder(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(missing(path));
        }
        if (!Files.isDirectory(path)) {
            return Optional.of(damaged(path, "it is no folder"));
        }
        try (var entries = Files.newDirectoryStream(path)) {
            var unused = entries.iterator().hasNext();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unreadable(path, e));
        }
    }

    @Override
    public String toString() {
        return file + " " + what;
    }
}
