package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.aws.codecommit.Repository;
import com.pulumi.aws.codecommit.RepositoryArgs;
import com.pulumi.core.internal.Constants;
import com.pulumi.deployment.internal.Engine;
import com.pulumi.deployment.internal.Monitor;
import com.pulumi.resources.Resource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.Result;

/** What the program does when the engine refuses a resource, and when the engine stops. */
class RefusalsAreResultsTest {
    private final List<Object> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<StatusRuntimeException> ends = new ArrayList<>();

    private RefusalsAreResults monitor(Function<Object, CompletableFuture<?>> answers) {
        var engine = (Monitor) Proxy.newProxyInstance(
                Monitor.class.getClassLoader(), new Class<?>[] {Monitor.class}, (self, method, arguments) -> {
                    var request = arguments[arguments.length - 1];
                    asked.add(request);
                    return answers.apply(request);
                });
        return new RefusalsAreResults(engine, ends::add, told::add);
    }

    private static RegisterResourceResponse register(RefusalsAreResults monitor, RegisterResourceRequest request) {
        var answer = monitor.registerResourceAsync(repository(), request);
        assertThat(answer).isCompleted();
        return answer.getNow(RegisterResourceResponse.getDefaultInstance());
    }

    private static Resource repository() {
        var made = new AtomicReference<Resource>();
        Program.run(
                new FakeAws("eu-west-1"),
                () -> made.set(new Repository(
                        "code", RepositoryArgs.builder().repositoryName("web").build())));
        return Objects.requireNonNull(made.get());
    }

    private static RegisterResourceRequest request(String name) {
        return RegisterResourceRequest.newBuilder()
                .setType("aws:x:Y")
                .setName(name)
                .build();
    }

    private static RegisterResourceRequest.Builder request() {
        return request("second").toBuilder();
    }

    @Test
    void whatARefusedResourceWouldTellIsUnknownAndWhatTheEngineKnowsStays() {
        var known = Struct.newBuilder().putFields("repositoryName", text("web")).build();
        var monitor = monitor(request -> CompletableFuture.completedFuture(RegisterResourceResponse.newBuilder()
                .setUrn("urn:first")
                .setObject(known)
                .setResult(Result.FAIL)
                .build()));

        var answer = register(monitor, request("first"));

        assertThat(answer.getUrn()).isEqualTo("urn:first");
        assertThat(answer.getObject().getFieldsMap())
                .containsEntry("repositoryName", text("web"))
                .containsEntry("arn", text(Constants.UnknownValue))
                .containsEntry("cloneUrlHttp", text(Constants.UnknownValue));
        assertThat(asked)
                .containsExactly(request("first").toBuilder()
                        .setSupportsResultReporting(true)
                        .build());
        assertThat(told).isEmpty();
    }

    @Test
    void whatSucceedsIsAnsweredAsItIs() {
        var success = RegisterResourceResponse.newBuilder().setUrn("urn:first").build();
        var monitor = monitor(request -> CompletableFuture.completedFuture(success));

        assertThat(monitor.registerResourceAsync(repository(), request("first")))
                .isCompletedWithValue(success);
        assertThat(monitor.registerResourceAsync(
                        repository(), request().addDependencies("urn:first").build()))
                .isCompletedWithValue(success);
        assertThat(told).isEmpty();
    }

    @Test
    void whatDependsOnARefusedResourceIsToldAndNotTried() {
        var monitor = monitor(request -> CompletableFuture.completedFuture(RegisterResourceResponse.newBuilder()
                .setUrn("urn:first")
                .setResult(Result.FAIL)
                .build()));
        register(monitor, request("first"));

        var leftOut = List.of(
                request().addDependencies("urn:first").build(),
                request()
                        .putPropertyDependencies(
                                "arn",
                                RegisterResourceRequest.PropertyDependencies.newBuilder()
                                        .addUrns("urn:first")
                                        .build())
                        .build(),
                request().setParent("urn:first").build());
        leftOut.forEach(request -> register(monitor, request));
        var last = register(monitor, leftOut.get(0).toBuilder().setName("third").build());
        register(monitor, request("fourth").toBuilder().setParent(last.getUrn()).build());
        assertThat(monitor.registerResourceOutputsAsync(RegisterResourceOutputsRequest.newBuilder()
                        .setUrn(last.getUrn())
                        .build()))
                .isCompleted();

        assertThat(told)
                .containsExactly(
                        "aws:x:Y second was not tried: it depends on first, which failed",
                        "aws:x:Y second was not tried: it depends on first, which failed",
                        "aws:x:Y second was not tried: it depends on first, which failed",
                        "aws:x:Y third was not tried: it depends on first, which failed",
                        "aws:x:Y fourth was not tried: it depends on first, which failed");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, true", "CANCELLED, true", "INTERNAL, false", "UNKNOWN, false"})
    void theEndOfTheEngineIsNoticedByItsCode(Status.Code code, boolean end) {
        var failure = new StatusRuntimeException(code.toStatus());
        var monitor = monitor(request -> CompletableFuture.failedFuture(failure));

        assertThat(monitor.registerResourceAsync(repository(), request("first")))
                .isCompletedExceptionally();
        assertThat(ends).isEqualTo(end ? List.of(failure) : List.of());
    }

    @Test
    void aFunctionThatCannotBeAskedIsNotTheEndOfTheEngine() {
        var failure = new StatusRuntimeException(Status.UNAVAILABLE);
        var monitor = monitor(request -> CompletableFuture.failedFuture(failure));

        assertThat(monitor.invokeAsync(ResourceInvokeRequest.getDefaultInstance()))
                .isCompletedExceptionally();
        assertThat(ends).isEmpty();
    }

    @Test
    void aFunctionWhoseConnectionIsRefusedTellsTheEndOfTheEngine() {
        var failure = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new ConnectException("Connection refused"))
                .asRuntimeException();
        var monitor = monitor(request -> CompletableFuture.failedFuture(failure));

        assertThat(monitor.invokeAsync(ResourceInvokeRequest.getDefaultInstance()))
                .isCompletedExceptionally();
        assertThat(ends).containsExactly(failure);
    }

    /** Only the exception that told the end, only where it is what ended the program, and only as an error. */
    @ParameterizedTest
    @EnumSource(value = LogSeverity.class, mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
    void theEngineIsNotToldOfItsOwnEnd(LogSeverity severity) {
        var passed = new ArrayList<Object>();
        var ended = new EndedEngine(engine(passed), Optional::empty);
        // As when its port is closed already: what the exception rests on stands below it in the trace.
        var end = Status.UNAVAILABLE
                .withDescription("io exception")
                .withCause(new ConnectException("Connection refused"))
                .asRuntimeException();
        var other =
                new StatusRuntimeException(Status.UNAVAILABLE.withDescription("the local cloud could not be asked"));
        var messages = List.of(
                message(severity, unhandled(end)),
                message(severity, unhandled(new IllegalStateException("what needs it", end))),
                message(severity, unhandled(other)),
                message(severity, unhandled(new IllegalStateException("another", other))),
                message(severity, unhandled(new IllegalStateException(end.toString()))),
                message(severity, end.toString()));

        messages.forEach(message -> assertThat(ended.logAsync(message)).isCompleted());
        assertThat(passed).containsExactlyElementsOf(messages);
        passed.clear();
        ended.by(end);
        messages.forEach(message -> assertThat(ended.logAsync(message)).isCompleted());

        assertThat(passed)
                .containsExactlyElementsOf(
                        severity == LogSeverity.ERROR ? messages.subList(2, messages.size()) : messages);
    }

    @Test
    void whatTheProgramKnowsIsToldInThePlaceOfTheEnd() {
        var passed = new ArrayList<Object>();
        var end = new StatusRuntimeException(Status.CANCELLED);
        var ended = new EndedEngine(engine(passed), () -> Optional.of("2 problems"));
        ended.by(end);

        assertThat(ended.logAsync(message(LogSeverity.ERROR, unhandled(end)))).isCompleted();

        assertThat(passed).containsExactly(message(LogSeverity.ERROR, "2 problems"));
    }

    private static Engine engine(List<Object> told) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (self, method, arguments) -> {
                    told.add(arguments[0]);
                    return CompletableFuture.allOf();
                });
    }

    private static String unhandled(Exception failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "Running program [PID: 1](java) failed with an unhandled exception:\n%s".formatted(trace);
    }

    private static LogRequest message(LogSeverity severity, String text) {
        return LogRequest.newBuilder().setSeverity(severity).setMessage(text).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
