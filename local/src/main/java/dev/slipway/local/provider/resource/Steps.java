package dev.slipway.local.provider.resource;

/** Steps that follow the creation of a resource. */
public final class Steps {
    private Steps() {}

    /** Runs the steps; a failure leaves the resource known to the engine. */
    public static String after(String id, Runnable steps) {
        try {
            steps.run();
        } catch (RuntimeException e) {
            throw new PartlyCreated(id, e);
        }
        return id;
    }
}
