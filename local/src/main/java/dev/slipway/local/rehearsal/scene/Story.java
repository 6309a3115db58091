package dev.slipway.local.rehearsal.scene;

import java.util.ArrayList;
import java.util.List;

/** What was done, what AWS shows, and whether it is what was expected. */
public final class Story {
    /** What a line tells. */
    public enum Kind {
        /** What the rehearsal did. */
        DID,
        /** What the cloud shows, as AWS does. */
        SHOWS,
        /** What came as it was expected. */
        AS_DECLARED,
        /** What came otherwise. */
        OTHERWISE
    }

    /**
     * A line.
     *
     * @param kind what it tells
     * @param text for the reader
     */
    public record Line(Kind kind, String text) {}

    private final List<Line> lines = new ArrayList<>();

    /** Tells what was done. */
    public void did(String text) {
        lines.add(new Line(Kind.DID, text));
    }

    /** Tells what the cloud shows. */
    public void shows(String text) {
        lines.add(new Line(Kind.SHOWS, text));
    }

    /**
     * Tells whether something is as it is declared.
     *
     * @param expected what should be
     * @param got what is
     * @return whether it is so
     */
    public boolean check(String expected, boolean so, String got) {
        lines.add(
                so
                        ? new Line(Kind.AS_DECLARED, expected)
                        : new Line(Kind.OTHERWISE, "expected: %s; got: %s".formatted(expected, got)));
        return so;
    }

    /** All lines so far. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Whether nothing came otherwise. */
    public boolean asDeclared() {
        return lines.stream().noneMatch(line -> line.kind() == Kind.OTHERWISE);
    }
}
