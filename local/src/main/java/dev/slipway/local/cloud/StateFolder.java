package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.StartFailure.Reason.STATE_DAMAGED;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_IN_USE;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_UNUSABLE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that keeps the state of one local cloud, locked while that cloud runs. */
final class StateFolder implements AutoCloseable {
    private static final String FORMAT = "slipway local cloud state, format 1\n";

    private final Path folder;
    private final FileChannel lockChannel;

    private StateFolder(Path folder, FileChannel lockChannel) {
        this.folder = folder;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the folder, making it when it does not exist.
     *
     * @throws StartFailure when the folder is not usable, is another program's, or is in use
     */
    static StateFolder take(Path folder) throws StartFailure {
        try {
            var fresh = !Files.exists(folder) || isEmpty(folder);
            if (!fresh && !Files.exists(folder.resolve("format"))) {
                throw new StartFailure(
                        STATE_UNUSABLE,
                        "state folder %s holds other files, expected a new folder or one of a local cloud: choose another --state"
                                .formatted(folder));
            }
            Files.createDirectories(folder);
            var state = new StateFolder(folder, lock(folder));
            state.checkFormat(fresh);
            return state;
        } catch (IOException e) {
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "state folder %s cannot be used (%s): make it a folder that you may write, or choose another --state"
                            .formatted(folder, e));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static FileChannel lock(Path folder) throws IOException, StartFailure {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartFailure(
                    STATE_IN_USE,
                    "state folder %s is in use by another local cloud: stop that one (./slipway local stop), or choose another --state"
                            .formatted(folder));
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    private void checkFormat(boolean fresh) throws IOException, StartFailure {
        var file = folder.resolve("format");
        if (fresh) {
            Files.writeString(file, FORMAT);
            return;
        }
        // Writing proves that a folder made earlier can still be written.
        Files.writeString(folder.resolve("lock"), "");
        var found = Files.readString(file);
        if (!found.equals(FORMAT)) {
            close();
            throw new StartFailure(
                    STATE_DAMAGED,
                    "state file %s says \"%s\", expected \"%s\": ./slipway local reset starts afresh"
                            .formatted(file, found.strip(), FORMAT.strip()));
        }
    }

    /** The folder of our own services' journal. */
    Path journal() {
        return folder.resolve("journal");
    }

    /** The folder of bare Git repositories. */
    Path repositories() {
        return folder.resolve("repositories");
    }

    /** The folder of builds and their caches. */
    Path builds() {
        return folder.resolve("builds");
    }

    /** The folder of images' bytes. */
    Path images() {
        return folder.resolve("images");
    }

    /** The folder of the calls that were judged. */
    Path calls() {
        return folder.resolve("calls");
    }

    /** The file of ECS services and tasks. */
    Path ecs() {
        return folder.resolve("ecs.json");
    }

    /** The folder of ministack. */
    Path ministack() {
        return folder.resolve("ministack");
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }
}
