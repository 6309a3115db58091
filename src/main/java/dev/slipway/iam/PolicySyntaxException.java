package dev.slipway.iam;

import java.util.Objects;

/** A text is no policy document. The message says where, what was got and what was expected. */
public final class PolicySyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PolicySyntaxException(String path, String problem) {
        super(path + ": " + problem);
        this.path = Objects.requireNonNull(path);
    }

    /** Where, as a JSON path such as {@code $.Statement[0].Action}. */
    public String path() {
        return path;
    }
}
