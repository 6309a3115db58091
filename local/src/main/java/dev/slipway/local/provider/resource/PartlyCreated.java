package dev.slipway.local.provider.resource;

/** The resource exists, but a step after its creation failed: the engine keeps it and finishes it in the next update. */
public final class PartlyCreated extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String id;

    /** Keeps the id, so that nothing is orphaned. */
    public PartlyCreated(String id, RuntimeException cause) {
        super(cause);
        this.id = id;
    }

    /** The id of what was created. */
    public String id() {
        return id;
    }
}
