package dev.slipway.local.cloud.codebuild.execution.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what commands print, up to the marker that tells the end of a command and its exit status. The marker is searched for in the
 * bytes, since the last line of a command need not end.
 */
final class OutputReader {
    /** Longer lines are cut, as CloudWatch Logs takes no events above 256 KiB. */
    static final int LONGEST_LINE = 128 * 1024;

    private static final byte RECORD_SEPARATOR = 0x1e;

    private final InputStream in;
    private final byte[] marker;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    OutputReader(InputStream in, String marker) {
        this.in = in;
        this.marker = (marker + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Hands on lines until a command has ended.
     *
     * @return the command's exit status
     * @throws SessionEndedException if the output ends before
     */
    int readTo(Consumer<String> lines) throws IOException, SessionEndedException {
        while (true) {
            int next = in.read();
            if (next < 0) {
                flush(lines);
                throw new SessionEndedException();
            }
            if (next == RECORD_SEPARATOR) {
                int matched = matchMarker();
                if (matched == marker.length) {
                    flush(lines);
                    return status();
                }
            } else if (next == '\n') {
                flushLine(lines);
            } else {
                put((byte) next, lines);
            }
        }
    }

    /** Whether the marker follows; what only began like it is output. */
    private int matchMarker() throws IOException {
        in.mark(marker.length);
        for (int i = 0; i < marker.length; i++) {
            if (in.read() != marker[i]) {
                in.reset();
                line.write(RECORD_SEPARATOR);
                return i;
            }
        }
        return marker.length;
    }

    private int status() throws IOException, SessionEndedException {
        int status = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < '0' || next > '9') {
                throw new SessionEndedException();
            }
            status = status * 10 + next - '0';
        }
        return status;
    }

    private void put(byte next, Consumer<String> lines) {
        line.write(next);
        if (line.size() >= LONGEST_LINE) {
            flushLine(lines);
        }
    }

    private void flush(Consumer<String> lines) {
        if (line.size() > 0) {
            flushLine(lines);
        }
    }

    private void flushLine(Consumer<String> lines) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
