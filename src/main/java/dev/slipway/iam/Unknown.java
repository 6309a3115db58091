package dev.slipway.iam;

/**
 * Values that Pulumi does not know yet. In a preview they arrive as a marker string, whole or inside a longer string.
 * Judgements about them have three values, see {@link Truth}.
 */
public final class Unknown {
    /** The string that stands for an unknown string value on Pulumi's wire. */
    public static final String MARKER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private Unknown() {}

    /** Whether some part of the text is unknown. */
    public static boolean isIn(String text) {
        return text.length() >= MARKER.length() && text.contains(MARKER);
    }

    /** Whether nothing of the text is known. */
    public static boolean isWhole(String text) {
        return text.equals(MARKER);
    }
}
