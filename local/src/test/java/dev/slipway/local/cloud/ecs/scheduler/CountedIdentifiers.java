package dev.slipway.local.cloud.ecs.scheduler;

/** Ids that a test can name: ecs-svc/1001, ecs-svc/1002, ...; t1, t2, ... */
final class CountedIdentifiers implements Identifiers {
    private int deployments = 1000;
    private int tasks;

    @Override
    public String deployment() {
        return "ecs-svc/" + ++deployments;
    }

    @Override
    public String task() {
        return "t" + ++tasks;
    }
}
