package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the scheduler knows of one service.
 *
 * @param name name of the service; it begins every service event
 * @param status ACTIVE until the service is deleted
 * @param desiredCount how many tasks the service wants
 * @param configuration bounds and breakers of its deployments
 * @param healthCheckGracePeriod how long after its start an unhealthy task is left alone
 * @param deployments PRIMARY first, then older ones that still have tasks
 * @param lastCompleted where a rollback returns to; null before the first completed deployment
 * @param steady whether the steady state was announced, and still holds
 * @param accounted stopped tasks whose failure was counted
 */
public record ServiceState(
        String name,
        ServiceStatus status,
        int desiredCount,
        DeploymentConfiguration configuration,
        Duration healthCheckGracePeriod,
        List<Deployment> deployments,
        @Nullable CompletedDeployment lastCompleted,
        boolean steady,
        Set<String> accounted) {
    /** Copies the collections; one deployment, the first, is PRIMARY. */
    public ServiceState {
        deployments = List.copyOf(deployments);
        accounted = Set.copyOf(accounted);
        if (desiredCount < 0) {
            throw new IllegalArgumentException(
                    "desiredCount is %d, expected 0 or more: correct it".formatted(desiredCount));
        }
        if (deployments.isEmpty()
                || deployments.get(0).status() != DeploymentStatus.PRIMARY
                || deployments.stream()
                                .filter(d -> d.status() == DeploymentStatus.PRIMARY)
                                .count()
                        != 1) {
            throw new IllegalArgumentException(
                    "deployments of %s are %s, expected one PRIMARY, first".formatted(name, deployments));
        }
    }

    /** A new service with its first deployment. */
    public static ServiceState create(
            String name,
            int desiredCount,
            DeploymentConfiguration configuration,
            Duration healthCheckGracePeriod,
            Deployment first) {
        return new ServiceState(
                name,
                ServiceStatus.ACTIVE,
                desiredCount,
                configuration,
                healthCheckGracePeriod,
                List.of(first),
                null,
                false,
                Set.of());
    }

    /** The PRIMARY deployment. */
    public Deployment primary() {
        return deployments.get(0);
    }

    /** The same service with another desired count. */
    public ServiceState scaleTo(int count) {
        return new ServiceState(
                name,
                status,
                count,
                configuration,
                healthCheckGracePeriod,
                deployments,
                lastCompleted,
                steady && count == desiredCount,
                accounted);
    }

    /** The same service with other bounds. */
    public ServiceState configure(DeploymentConfiguration other, Duration gracePeriod) {
        return new ServiceState(
                name, status, desiredCount, other, gracePeriod, deployments, lastCompleted, steady, accounted);
    }

    /** The same service with a new PRIMARY deployment; the former one becomes ACTIVE. */
    public ServiceState deploy(Deployment next, Instant now) {
        var all = new ArrayList<Deployment>();
        all.add(next);
        for (var former : deployments) {
            all.add(former.status() == DeploymentStatus.PRIMARY ? former.superseded(now) : former);
        }
        return new ServiceState(
                name,
                status,
                desiredCount,
                configuration,
                healthCheckGracePeriod,
                all,
                lastCompleted,
                false,
                accounted);
    }

    /** The same service, deleted: no task is wanted any more. */
    public ServiceState delete() {
        return withStatus(ServiceStatus.DRAINING, 0);
    }

    ServiceState withStatus(ServiceStatus other, int count) {
        return new ServiceState(
                name,
                other,
                count,
                configuration,
                healthCheckGracePeriod,
                deployments,
                lastCompleted,
                false,
                accounted);
    }
}
