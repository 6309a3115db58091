package dev.slipway.local.cloud.ecs.control;

/**
 * Where the {@code awslogs} driver puts the output of a container.
 *
 * @param region of the log group
 * @param group log group
 * @param streamPrefix the stream is PREFIX/CONTAINER/TASK; empty for the engine's container id
 * @param createGroup whether the group is made when it does not exist
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html">awslogs</a>
 */
public record LogDestination(String region, String group, String streamPrefix, boolean createGroup) {}
