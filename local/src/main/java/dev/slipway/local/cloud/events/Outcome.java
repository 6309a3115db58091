package dev.slipway.local.cloud.events;

/** How the call of a target went. */
public sealed interface Outcome {
    /**
     * The target took it.
     *
     * @param result what the target made of it, such as the id of an execution
     */
    record Taken(String result) implements Outcome {}

    /**
     * It may be taken later.
     *
     * @param reason why not now
     */
    record Later(String reason) implements Outcome {}

    /**
     * It will not be taken.
     *
     * @param reason why not
     */
    record Refused(String reason) implements Outcome {}
}
