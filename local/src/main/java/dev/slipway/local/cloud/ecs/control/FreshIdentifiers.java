package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.scheduler.Identifiers;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids in the form that AWS gives them. */
public final class FreshIdentifiers implements Identifiers {
    @Override
    public String deployment() {
        // 19 digits, as seen on AWS.
        return "ecs-svc/" + ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    }

    @Override
    public String task() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
