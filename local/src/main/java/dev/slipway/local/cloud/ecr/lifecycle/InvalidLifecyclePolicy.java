package dev.slipway.local.cloud.ecr.lifecycle;

/** A lifecycle policy that ECR refuses. */
public final class InvalidLifecyclePolicy extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidLifecyclePolicy(String message) {
        super(message);
    }
}
