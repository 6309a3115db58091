package dev.slipway.blueprint;

/** A text that was checked when it was made; each implementation has its {@link TextRule} as {@code RULE}. */
public interface Text {
    /** The text. */
    String value();
}
