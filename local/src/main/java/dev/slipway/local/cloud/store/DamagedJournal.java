package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.nio.file.Path;

/** A state file is not what was written. */
public final class DamagedJournal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    DamagedJournal(Path file, String reason) {
        super(reason);
        this.file = file;
    }

    /** The damaged file. */
    public Path file() {
        return file;
    }
}
