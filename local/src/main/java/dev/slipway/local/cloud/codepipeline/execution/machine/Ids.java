package dev.slipway.local.cloud.codepipeline.execution.machine;

/** Gives names that nothing else has. */
public interface Ids {
    /** A new UUID. */
    String uuid();

    /** Seven letters and digits, for the key of an artifact. */
    String artifactSuffix();
}
