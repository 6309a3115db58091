package dev.slipway.local.terminal;

import java.io.PrintWriter;
import java.util.List;

/** Draws frames over each other, each in one write, so that nothing flickers. Thread-safe. */
public final class Screen implements AutoCloseable {
    private static final String BEGIN = "\u001b[?2026h\u001b[?25l";
    private static final String END = "\u001b[?2026l";
    private static final String CURSOR = "\u001b[?25h";

    private final PrintWriter out;
    private int drawn;
    private boolean closed;

    /** A screen on a terminal. */
    public Screen(PrintWriter out) {
        this.out = out;
    }

    /** Draws a frame over the one before. */
    public synchronized void draw(List<String> lines) {
        if (closed) {
            return;
        }
        var frame = new StringBuilder(BEGIN);
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('A');
        }
        frame.append('\r');
        lines.forEach(line -> frame.append(line).append("\u001b[K\n"));
        frame.append("\u001b[J").append(END);
        out.print(frame);
        out.flush();
        drawn = lines.size();
    }

    /** Leaves the last frame where it is and shows the cursor again. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            out.print(CURSOR);
            out.flush();
        }
    }
}
