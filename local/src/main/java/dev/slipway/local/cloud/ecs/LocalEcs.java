package dev.slipway.local.cloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.api.EcsApi;
import dev.slipway.local.cloud.ecs.api.TargetHealthApi;
import dev.slipway.local.cloud.ecs.balancer.LoadBalancers;
import dev.slipway.local.cloud.ecs.balancer.Traffic;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.EcsSettings;
import dev.slipway.local.cloud.ecs.control.Ports;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import dev.slipway.local.cloud.ecs.runtime.ContainerRuntime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECS services, their tasks and their load balancers on one machine: what the gateway needs, in one place. */
public final class LocalEcs implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(45);

    private final LoadBalancers balancers;
    private final ServiceController controller;
    private final EcsApi api;
    private final TargetHealthApi targetHealth;

    private LocalEcs(LoadBalancers balancers, ServiceController controller) {
        this.balancers = balancers;
        this.controller = controller;
        this.api = new EcsApi(controller);
        this.targetHealth = new TargetHealthApi(controller);
    }

    /**
     * Starts it: finds the containers of an earlier run again and looks after all services from now on.
     *
     * @param runtime the container engine, see {@link dev.slipway.local.cloud.ecs.runtime.Runtimes}
     * @param ports on the rest of the cloud, see {@link dev.slipway.local.cloud.ecs.aws.AwsPorts}
     */
    public static LocalEcs start(EcsSettings settings, ContainerRuntime runtime, Ports ports)
            throws InterruptedException {
        var balancers = new LoadBalancers(Clock.systemUTC());
        return new LocalEcs(balancers, ServiceController.start(settings, runtime, balancers, ports, Clock.systemUTC()));
    }

    /** Whether a call to ECS is answered here; if not, ministack answers it. */
    public boolean answers(String operation, ObjectNode input) {
        return api.answers(operation, input);
    }

    /** Answers a call to ECS; see {@link EcsApi#call}. */
    public ObjectNode call(String region, String operation, ObjectNode input) throws EcsFault {
        return api.call(region, operation, input);
    }

    /** Has to pass before ministack answers a call to ECS; see {@link EcsApi#check}. */
    public void check(String region, String operation, ObjectNode input) throws EcsFault {
        api.check(region, operation, input);
    }

    /** Completes ministack's answer to a call to ECS; see {@link EcsApi#complete}. */
    public ObjectNode complete(String operation, ObjectNode answer) throws EcsFault {
        return api.complete(operation, answer);
    }

    /** Answers DescribeTargetHealth; empty when ministack has to. */
    public Optional<String> describeTargetHealth(Map<String, String> parameters) {
        return targetHealth.describe(parameters);
    }

    /** A client changed a load balancer, listener, rule or target group: look at them now. */
    public void balancersChanged() {
        controller.balancersChanged();
    }

    /** Where each listener answers on loopback, by its ARN. */
    public Map<String, URI> listenerUrls() {
        return controller.listenerUrls();
    }

    /** What the load balancers counted. */
    public List<Traffic.Count> traffic() {
        return balancers.traffic().counts();
    }

    /** The session that the containers of a task have; see {@link ServiceController#containerSession}. */
    public Optional<TaskSession> containerSession(String taskId, String token) {
        return controller.containerSession(taskId, token);
    }

    /** What runs the containers, for users to read. */
    public String engine() {
        return controller.runtime().description();
    }

    /** Stops the tasks' containers and everything else; the next start launches them again. */
    @Override
    public void close() {
        try {
            controller.shutDown(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            balancers.close();
        }
    }
}
