package dev.slipway.blueprint;

/**
 * Whether a tag can be moved to another image.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html">AWS reference</a>
 */
public enum ImageTagMutability implements Choice {
    /** A tag names the same image for ever. */
    IMMUTABLE("IMMUTABLE"),
    /** A push may move a tag. */
    MUTABLE("MUTABLE");

    private final String word;

    ImageTagMutability(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
