package dev.slipway.local.cloud.signature;

import java.util.Map;

/** A request that AWS would refuse before it looks at what is asked. */
public final class SignatureFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, String> details;

    /**
     * A refusal.
     *
     * @param code AWS's error code as the JSON protocols name it
     * @param message AWS's words
     */
    public SignatureFailure(String code, String message) {
        this(code, message, Map.of());
    }

    /**
     * A refusal that S3 says more of.
     *
     * @param details further elements of its answer, such as the region of a bucket
     */
    public SignatureFailure(String code, String message, Map<String, String> details) {
        super(message);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** Further elements of the answer. */
    public Map<String, String> details() {
        return details;
    }

    /** AWS's error code. */
    public String code() {
        return code;
    }
}
