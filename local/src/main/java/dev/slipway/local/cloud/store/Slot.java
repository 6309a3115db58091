package dev.slipway.local.cloud.store;

import java.io.IOException;

/** The line that one part of the state has in the manifest. A part writes it after its data, and before anyone is told of them. */
@FunctionalInterface
public interface Slot {
    /**
     * Notes what is there now.
     *
     * @param file the part's newest file
     * @param count bytes of a file that is only appended to, or writes of a file that is replaced as a whole
     * @param checksum CRC-32 of so many bytes, or of the last write
     * @param onDisk whether the disk has it; otherwise the operating system has, which outlives a kill, but no loss of power
     */
    void set(String file, long count, int checksum, boolean onDisk) throws IOException;

    /** For a part without a manifest. */
    static Slot none() {
        return (file, count, checksum, onDisk) -> {};
    }
}
