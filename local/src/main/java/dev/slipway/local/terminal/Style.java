package dev.slipway.local.terminal;

/** Signs and colours of states. A sign is enough to tell a state: the colour says nothing more. */
public enum Style {
    /** Signs and colours. */
    COLOUR,
    /** Signs alone, as {@code NO_COLOR} asks for. */
    PLAIN;

    private static final String END = "\u001b[0m";

    /** The sign of a status. */
    public static String sign(String status) {
        return switch (status) {
            case "Succeeded" -> "✓";
            case "Failed" -> "✗";
            case "InProgress" -> "●";
            case "Stopping", "Stopped", "Abandoned" -> "■";
            case "Cancelled", "Superseded", "Skipped" -> "–";
            default -> "○";
        };
    }

    /** A text in the colour of a status. */
    public String status(String status, String text) {
        return switch (status) {
            case "Succeeded" -> paint(32, text);
            case "Failed" -> paint(31, text);
            case "InProgress" -> paint(36, text);
            case "Stopping", "Stopped", "Abandoned", "Cancelled", "Superseded", "Skipped" -> paint(33, text);
            default -> dim(text);
        };
    }

    /** A heading. */
    public String strong(String text) {
        return paint(1, text);
    }

    /** A text that matters less. */
    public String dim(String text) {
        return paint(2, text);
    }

    private String paint(int code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + END;
    }
}
