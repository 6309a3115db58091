package dev.slipway.local.cloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Operation;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ecs.api.EcsApi;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ministack.MinistackJson;
import dev.slipway.local.cloud.model.ServiceModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * ECS: services and tasks are answered here, clusters and task definitions by ministack, and some need both.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">ECS API</a>
 */
public final class EcsService {
    private static final List<String> WITH_MINISTACK = List.of("DeleteCluster", "DescribeClusters");

    private final ServiceModel model;
    private final CompletableFuture<LocalEcs> running;
    private final MinistackJson ministack;

    private EcsService(ServiceModel model, CompletableFuture<LocalEcs> running, MinistackJson ministack) {
        this.model = model;
        this.running = running;
        this.ministack = ministack;
    }

    /**
     * The service.
     *
     * @param model its model
     * @param running the controller, once it looks after everything; calls wait for it
     * @param ministack has clusters and task definitions
     */
    public static Service service(ServiceModel model, CompletableFuture<LocalEcs> running, MinistackJson ministack) {
        var ecs = new EcsService(model, running, ministack);
        var service = Service.of(model, "ministack has the others").leavingOthersToMinistack();
        EcsApi.OPERATIONS.forEach(name -> service.operation(name, ecs.operation(name)));
        WITH_MINISTACK.forEach(name -> service.operation(name, ecs.operation(name)));
        return service.build();
    }

    private Operation operation(String name) {
        return call -> {
            var ecs = running.join();
            try {
                if (ecs.answers(name, call.input())) {
                    return ecs.call(call.region(), name, call.input());
                }
                ecs.check(call.region(), name, call.input());
                return ecs.complete(name, ask(name, call));
            } catch (EcsFault fault) {
                throw new AwsException(fault.code(), String.valueOf(fault.getMessage()));
            }
        };
    }

    private ObjectNode ask(String operation, Call call) {
        return ministack.call(call.region(), model.signingName(), model.targetPrefix() + "." + operation, call.input());
    }
}
