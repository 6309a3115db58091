package dev.slipway.local.cloud.ecs.control;

/** Secrets Manager and Parameter Store. */
@FunctionalInterface
public interface SecretSource {
    /**
     * Reads a value.
     *
     * @param session of the execution role, which reads it
     * @param valueFrom ARN of a secret, {@code ARN:json-key:version-stage:version-id}, or name or ARN of a parameter
     * @throws TaskResourceFailure when it does not exist or the role may not
     */
    String value(TaskSession session, String valueFrom) throws TaskResourceFailure;
}
