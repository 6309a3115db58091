package dev.slipway.local.terminal;

/** Texts of others, such as commit messages and logs, made harmless for a terminal. */
public final class Clean {
    private Clean() {}

    /** The text without colours and other control sequences; a tab becomes two spaces. */
    public static String line(String text) {
        var plain = text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?", "");
        var clean = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> {
            if (point == '\t') {
                clean.append("  ");
            } else if (!Character.isISOControl(point) && Character.getType(point) != Character.FORMAT) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    /** The text in at most so many columns, with an ellipsis where it was cut. */
    public static String cut(String text, int columns) {
        if (text.codePointCount(0, text.length()) <= columns) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }
}
