package dev.slipway.local.cloud.ecs.aws;

import java.time.Instant;
import java.util.List;

/**
 * Puts events of an AWS service on the default bus. PutEvents cannot do it: it refuses every source that begins with
 * {@code aws.}, from root too.
 */
@FunctionalInterface
public interface EventSource {
    /**
     * Puts one.
     *
     * @param source such as {@code aws.ecs}
     * @param detailType as in the service's documentation
     * @param resources ARNs
     * @param detail JSON object
     * @param time when it happened
     */
    void put(String region, String source, String detailType, List<String> resources, String detail, Instant time);
}
