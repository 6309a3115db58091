package dev.slipway.local.cloud.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * One record of a journal on disk: length, checksum of the text, checksum of these two, text.
 *
 * <p>The head has a checksum of its own, so a damaged length is told from a record that a kill cut short.
 */
final class Frame {
    static final int HEAD = 12;

    private Frame() {}

    static ByteBuffer encode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(HEAD + bytes.length);
        frame.putInt(bytes.length).putInt(checksum(bytes, 0, bytes.length));
        frame.putInt(checksum(frame.array(), 0, 8)).put(bytes);
        return frame.flip();
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
