package dev.slipway;

import com.pulumi.deployment.internal.Engine;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.EngineOuterClass.RequirePulumiVersionRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionResponse;

/**
 * The engine, which is not told by the program that the engine has stopped: it has said why itself. In the place of that
 * the program tells what it knows by then and what the stop would lose.
 *
 * <p>All other messages are passed on, also those that come after the end. The program still ends with an error.
 */
final class EndedEngine implements Engine {
    /** The SDK's words between what it ran and the stack trace. */
    private static final String UNHANDLED = "failed with an unhandled exception:\n";

    private static final String CAUSE = "\nCaused by: ";

    private final Engine engine;
    private final Supplier<Optional<String>> known;
    private final Set<String> ends = ConcurrentHashMap.newKeySet();

    /** Stands before an engine; {@code known} is what the program has to tell when that stops. */
    EndedEngine(Engine engine, Supplier<Optional<String>> known) {
        this.engine = engine;
        this.known = known;
    }

    /** Remembers by which exception the program learns that the engine has stopped. */
    void by(StatusRuntimeException end) {
        ends.add(end.toString());
    }

    /** By itself or as a cause of it: what needs a resource fails because of that one. */
    private boolean tellsTheEnd(LogRequest message) {
        var text = message.getMessage();
        var trace = text.indexOf(UNHANDLED);
        if (message.getSeverity() != LogSeverity.ERROR || trace < 0) {
            return false;
        }
        var own = trace + UNHANDLED.length();
        return ends.stream()
                .map(end -> end + "\n")
                .anyMatch(end -> text.startsWith(end, own) || text.indexOf(CAUSE + end, own) >= 0);
    }

    @Override
    public CompletableFuture<Void> logAsync(LogRequest message) {
        if (!tellsTheEnd(message)) {
            return engine.logAsync(message);
        }
        return known.get()
                .map(text ->
                        engine.logAsync(message.toBuilder().setMessage(text).build()))
                .orElseGet(CompletableFuture::allOf);
    }

    @Override
    public CompletableFuture<GetRootResourceResponse> getRootResourceAsync(GetRootResourceRequest request) {
        return engine.getRootResourceAsync(request);
    }

    @Override
    public CompletableFuture<RequirePulumiVersionResponse> requirePulumiVersionAsync(
            RequirePulumiVersionRequest request) {
        return engine.requirePulumiVersionAsync(request);
    }
}
