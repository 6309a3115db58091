package dev.slipway.local.rehearsal.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Switches on what is wrong with the cloud itself: {@code serve --faults FOLDER} looks at these files. */
public final class Switches {
    private final Path folder;

    /** Switches of the cloud that looks at this folder. */
    public Switches(Path folder) {
        this.folder = folder;
    }

    /** The image registry answers 503, or answers again. */
    public void registryDown(boolean down) throws IOException {
        var file = Files.createDirectories(folder).resolve("registry-down");
        if (down) {
            Files.writeString(file, "");
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** The next calls of an operation are throttled. */
    public void throttle(String operation, int calls) throws IOException {
        var queue = Files.createDirectories(folder.resolve("throttle").resolve(operation));
        for (var i = 0; i < calls; i++) {
            Files.writeString(queue.resolve(String.valueOf(i)), "");
        }
    }

    /** How many calls of an operation are still to be throttled. */
    public int toThrottle(String operation) throws IOException {
        var queue = folder.resolve("throttle").resolve(operation);
        if (!Files.isDirectory(queue)) {
            return 0;
        }
        try (var left = Files.list(queue)) {
            return (int) left.count();
        }
    }

    /** Nothing is wrong any more. */
    public void off() throws IOException {
        registryDown(false);
        var all = folder.resolve("throttle");
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var files = Files.walk(all)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
