package dev.slipway.local.cloud.codepipeline.execution.action;

/** Runs actions of one type. */
public interface ActionExecutor {
    /**
     * Takes an action one step further. A step may be repeated when the cloud is killed before its outcome is kept, so it either changes
     * nothing elsewhere, or says how it finds again what it changed.
     *
     * @throws ActionFailure when the action has failed
     * @throws InterruptedException when the cloud stops
     */
    Outcome step(ActionTask task) throws ActionFailure, InterruptedException;
}
