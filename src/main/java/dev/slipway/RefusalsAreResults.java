package dev.slipway;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;
import com.pulumi.core.internal.annotations.ExportMetadata;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.resources.Resource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pulumirpc.Provider.CallResponse;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.Resource.RegisterPackageResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.Result;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;

/**
 * The engine's monitor, asked to answer a registration that failed or was skipped by a result instead of an error.
 *
 * <p>The engine does so where it goes on after a failure, as with {@code --continue-on-error}. What such a resource would
 * have told stays unknown, as in a preview: the program declares the rest, and nothing is computed from values that do not
 * exist. What depends on the resource is not registered: the engine would have a provider check it without those values,
 * and a check that fails ends everything. Each such resource is told as an error, by which the program ends with one as
 * well: after a success the engine deletes what was not registered.
 */
final class RefusalsAreResults implements Monitor {
    /** How calls end that the engine answers no more. */
    private static final Set<Status.Code> GONE = EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);

    private static final Value UNKNOWN =
            Value.newBuilder().setStringValue(Constants.UnknownValue).build();

    private final Monitor monitor;
    private final Consumer<StatusRuntimeException> ended;
    private final Consumer<String> error;
    /** What failed, by the URN of each resource that failed or depends on one. */
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    /**
     * A monitor between the program and the engine's.
     *
     * @param ended is given the exceptions by which the engine says that it has stopped
     * @param error tells an error to the user
     */
    RefusalsAreResults(Monitor monitor, Consumer<StatusRuntimeException> ended, Consumer<String> error) {
        this.monitor = monitor;
        this.ended = ended;
        this.error = error;
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
            Resource resource, RegisterResourceRequest request) {
        var cause = needed(request).map(failed::get).flatMap(Stream::ofNullable).findFirst();
        if (cause.isPresent()) {
            return CompletableFuture.completedFuture(leftOut(resource, request, cause.get()));
        }
        var reporting = request.toBuilder().setSupportsResultReporting(true).build();
        return watched(monitor.registerResourceAsync(resource, reporting)).thenApply(response -> {
            if (response.getResult() == Result.SUCCESS) {
                return response;
            }
            failed.put(response.getUrn(), request.getName());
            return unknown(resource, response);
        });
    }

    /** The URNs of all that must be there before. */
    private static Stream<String> needed(RegisterResourceRequest request) {
        return Stream.of(
                        Stream.of(request.getParent()),
                        request.getDependenciesList().stream(),
                        request.getPropertyDependenciesMap().values().stream()
                                .flatMap(property -> property.getUrnsList().stream()))
                .flatMap(urns -> urns);
    }

    private RegisterResourceResponse leftOut(Resource resource, RegisterResourceRequest request, String cause) {
        // Never seen by the engine: what depends on it is left out too.
        var urn = "left out: %s %s".formatted(request.getType(), request.getName());
        failed.put(urn, cause);
        error.accept("%s %s was not tried: it depends on %s, which failed"
                .formatted(request.getType(), request.getName(), cause));
        return unknown(
                resource,
                RegisterResourceResponse.newBuilder()
                        .setUrn(urn)
                        .setResult(Result.SKIP)
                        .build());
    }

    private static RegisterResourceResponse unknown(Resource resource, RegisterResourceResponse response) {
        return response.toBuilder()
                .setObject(unknown(resource, response.getObject()))
                .build();
    }

    /** What the resource would tell: what the engine knows of it, and for the rest that it is unknown. */
    private static Struct unknown(Resource resource, Struct known) {
        var all = Struct.newBuilder();
        ExportMetadata.of(resource.getClass()).keySet().forEach(name -> all.putFields(name, UNKNOWN));
        return all.putAllFields(known.getFieldsMap()).build();
    }

    @Override
    public CompletableFuture<ReadResourceResponse> readResourceAsync(Resource resource, ReadResourceRequest request) {
        return watched(monitor.readResourceAsync(resource, request));
    }

    @Override
    public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
        if (failed.containsKey(request.getUrn())) {
            return CompletableFuture.allOf();
        }
        return watched(monitor.registerResourceOutputsAsync(request));
    }

    /**
     * Registrations are the engine's own business: no provider's error ends them with these codes, as it can end a function
     * that the program calls, the error of which must be told.
     */
    private <T> CompletableFuture<T> watched(CompletableFuture<T> call) {
        return watched(call, status -> true);
    }

    private <T> CompletableFuture<T> watched(CompletableFuture<T> call, Predicate<Status> engines) {
        return call.whenComplete((answer, failure) -> {
            var cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof StatusRuntimeException status
                    && GONE.contains(status.getStatus().getCode())
                    && engines.test(status.getStatus())) {
                ended.accept(status);
            }
        });
    }

    /** What a provider answers comes over a connection that holds: it has no cause on this side. */
    @Override
    public CompletableFuture<ResourceInvokeResponse> invokeAsync(ResourceInvokeRequest request) {
        return watched(monitor.invokeAsync(request), status -> status.getCause() != null);
    }

    @Override
    public CompletableFuture<CallResponse> callAsync(ResourceCallRequest request) {
        return monitor.callAsync(request);
    }

    @Override
    public CompletableFuture<SupportsFeatureResponse> supportsFeatureAsync(SupportsFeatureRequest request) {
        return monitor.supportsFeatureAsync(request);
    }

    @Override
    public CompletableFuture<RegisterPackageResponse> registerPackageAsync(RegisterPackageRequest request) {
        return monitor.registerPackageAsync(request);
    }
}
