package dev.slipway.local.cloud.ecs.scheduler;

/** Where new ids come from; a test gives counted ones. */
public interface Identifiers {
    /** A new deployment id, {@code ecs-svc/NUMBER}. */
    String deployment();

    /** A new task id, 32 hexadecimal digits on AWS. */
    String task();
}
