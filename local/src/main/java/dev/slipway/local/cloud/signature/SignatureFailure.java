package dev.slipway.local.cloud.signature;

/** A request that AWS would refuse before it looks at what is asked. */
public final class SignatureFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A refusal.
     *
     * @param code AWS's error code as the JSON protocols name it
     * @param message AWS's words
     */
    public SignatureFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    /** AWS's error code. */
    public String code() {
        return code;
    }
}
