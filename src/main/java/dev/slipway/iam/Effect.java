package dev.slipway.iam;

/** What a statement does with the requests that it matches. */
public enum Effect {
    /** The statement grants. */
    ALLOW("Allow"),
    /** The statement forbids, whatever else grants. */
    DENY("Deny");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** The spelling that a policy document uses: {@code Allow} or {@code Deny}. */
    public String text() {
        return text;
    }
}
