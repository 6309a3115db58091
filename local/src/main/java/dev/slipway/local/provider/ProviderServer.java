package dev.slipway.local.provider;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import dev.slipway.local.provider.aws.AwsErrors;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Cancellation;
import dev.slipway.local.provider.aws.Clients;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.once.Digest;
import dev.slipway.local.provider.once.Intents;
import dev.slipway.local.provider.once.Once;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.property.Wire;
import dev.slipway.local.provider.resource.Checker;
import dev.slipway.local.provider.resource.Differ;
import dev.slipway.local.provider.resource.Lifecycle;
import dev.slipway.local.provider.resource.Naming;
import dev.slipway.local.provider.schema.Problem;
import dev.slipway.local.provider.schema.Shape;
import dev.slipway.local.provider.schema.TypeCheck;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pulumirpc.Plugin;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** Pulumi's provider protocol: decodes, calls, encodes, and turns every failure into a clear status. */
final class ProviderServer extends ResourceProviderGrpc.ResourceProviderImplBase {
    /** The version of the official plugin that this one stands in for. */
    static final String VERSION = "6.83.0";

    /** The variable that names the folder of interrupted creations. */
    static final String INTENTS = "SLIPWAY_PLUGIN_STATE";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final Registry registry = new Registry();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();
    private final Map<String, String> environment;
    private final Intents intents;

    /** The environment has the endpoint, unless the stack's config does. */
    ProviderServer(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.intents = Intents.in(environment.getOrDefault(INTENTS, ""));
    }

    /** What Configure leaves behind. */
    private record Session(Settings settings, Clients clients) {}

    @Override
    public void handshake(
            Provider.ProviderHandshakeRequest request, StreamObserver<Provider.ProviderHandshakeResponse> observer) {
        answer(observer, Map.of(), () -> Provider.ProviderHandshakeResponse.newBuilder()
                .setAcceptSecrets(true)
                .setSupportsAutonamingConfiguration(true)
                .build());
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<Plugin.PluginInfo> observer) {
        answer(observer, Map.of(), () -> Plugin.PluginInfo.newBuilder()
                .setVersion(VERSION)
                .build());
    }

    @Override
    public void getSchema(Provider.GetSchemaRequest request, StreamObserver<Provider.GetSchemaResponse> observer) {
        answer(observer, Map.of(), () -> Provider.GetSchemaResponse.newBuilder()
                .setSchema(PackageSchema.json())
                .build());
    }

    @Override
    public void attach(Plugin.PluginAttach request, StreamObserver<Empty> observer) {
        answer(observer, Map.of(), Empty::getDefaultInstance);
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> observer) {
        answer(observer, Map.of(), () -> {
            cancellation.cancel();
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void getMapping(Provider.GetMappingRequest request, StreamObserver<Provider.GetMappingResponse> observer) {
        answer(observer, Map.of(), Provider.GetMappingResponse::getDefaultInstance);
    }

    @Override
    public void getMappings(
            Provider.GetMappingsRequest request, StreamObserver<Provider.GetMappingsResponse> observer) {
        answer(observer, Map.of(), Provider.GetMappingsResponse::getDefaultInstance);
    }

    @Override
    public void checkConfig(Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
        Map<String, Object> news = Wire.decode(request.getNews());
        answer(observer, news, () -> {
            Provider.CheckResponse.Builder response =
                    Provider.CheckResponse.newBuilder().setInputs(request.getNews());
            if (!Values.hasUnknown(news)) {
                try {
                    Settings.of(Values.plainMap(news), environment).endpoint().requireAnswer();
                } catch (IllegalArgumentException | IllegalStateException e) {
                    response.addFailures(Provider.CheckFailure.newBuilder().setReason(String.valueOf(e.getMessage())));
                }
            }
            return response.build();
        });
    }

    @Override
    public void diffConfig(Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
        Map<String, Object> olds = Values.plainMap(Wire.decode(request.getOldInputs()));
        Map<String, Object> news = Values.plainMap(Wire.decode(request.getNews()));
        answer(observer, news, () -> {
            Provider.DiffResponse.Builder response = Provider.DiffResponse.newBuilder()
                    .setChanges(
                            olds.equals(news)
                                    ? Provider.DiffResponse.DiffChanges.DIFF_NONE
                                    : Provider.DiffResponse.DiffChanges.DIFF_SOME);
            // Resources of one region do not exist in another.
            if (olds.get("region") != null && !olds.get("region").equals(news.get("region"))) {
                response.addReplaces("region");
            }
            return response.build();
        });
    }

    @Override
    public void configure(Provider.ConfigureRequest request, StreamObserver<Provider.ConfigureResponse> observer) {
        Map<String, Object> args = Wire.decode(request.getArgs());
        answer(observer, args, () -> {
            Settings settings = Settings.of(Values.plainMap(args), environment);
            settings.endpoint().requireAnswer();
            session.set(new Session(settings, settings.clients()));
            return Provider.ConfigureResponse.newBuilder()
                    .setAcceptSecrets(true)
                    .setSupportsPreview(true)
                    .setSupportsAutonamingConfiguration(true)
                    .build();
        });
    }

    @Override
    public void check(Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
        Map<String, Object> news = Wire.decode(request.getNews());
        answer(observer, news, () -> {
            if (request.getOlds().getFieldsCount() > 0) {
                intents.close(request.getUrn());
            }
            Checker.Result result =
                    lifecycle(request.getUrn()).check(naming(request), Wire.decode(request.getOlds()), news);
            Provider.CheckResponse.Builder response = Provider.CheckResponse.newBuilder();
            for (Problem problem : result.problems()) {
                response.addFailures(Provider.CheckFailure.newBuilder()
                        .setProperty(problem.property())
                        .setReason(cleared(problem.reason(), news)));
            }
            return response.setInputs(result.problems().isEmpty() ? Wire.encode(result.inputs()) : request.getNews())
                    .build();
        });
    }

    @Override
    public void diff(Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
        Map<String, Object> state = Wire.decode(request.getOlds());
        Map<String, Object> news = Wire.decode(request.getNews());
        answer(observer, news, () -> {
            intents.close(request.getUrn());
            Map<String, Object> oldInputs = request.hasOldInputs() ? Wire.decode(request.getOldInputs()) : state;
            Lifecycle.Differences differences = lifecycle(request.getUrn()).diff(oldInputs, state, news);
            Provider.DiffResponse.Builder response = Provider.DiffResponse.newBuilder()
                    .setHasDetailedDiff(true)
                    .setChanges(
                            differences.byPath().isEmpty()
                                    ? Provider.DiffResponse.DiffChanges.DIFF_NONE
                                    : Provider.DiffResponse.DiffChanges.DIFF_SOME)
                    .setDeleteBeforeReplace(differences.replace() && differences.deleteBeforeReplace());
            differences.byPath().forEach((path, kind) -> {
                String top = path.split("[.\\[]", 2)[0];
                if (!response.getDiffsList().contains(top)) {
                    response.addDiffs(top);
                }
                if (kind.replaces() && !response.getReplacesList().contains(top)) {
                    response.addReplaces(top);
                }
                response.putDetailedDiff(
                        path,
                        Provider.PropertyDiff.newBuilder()
                                .setKind(kind(kind))
                                .setInputDiff(!path.startsWith("tagsAll"))
                                .build());
            });
            return response.build();
        });
    }

    @Override
    public void create(Provider.CreateRequest request, StreamObserver<Provider.CreateResponse> observer) {
        Map<String, Object> inputs = Wire.decode(request.getProperties());
        answer(observer, inputs, () -> {
            Lifecycle lifecycle = lifecycle(request.getUrn());
            if (request.getPreview()) {
                return Provider.CreateResponse.newBuilder()
                        .setProperties(Wire.encode(lifecycle.previewCreate(inputs)))
                        .build();
            }
            Lifecycle.Kept kept = createOnce(lifecycle, request, inputs);
            requireWhole(kept, inputs);
            return Provider.CreateResponse.newBuilder()
                    .setId(kept.id())
                    .setProperties(Wire.encode(kept.outputs()))
                    .build();
        });
    }

    private Lifecycle.Kept createOnce(Lifecycle lifecycle, Provider.CreateRequest request, Map<String, Object> inputs) {
        Call call = call(request.getTimeout());
        Intents.Opened intent = intents.open(request.getUrn(), Digest.of(request.getProperties()));
        Lifecycle.Kept kept = Once.under(intent.id(), () -> lifecycle.create(call, inputs));
        if (kept.gone() && intent.repeated()) {
            // It was created before and deleted since, behind the engine's back: what was answered then is of no use
            // now.
            intents.close(request.getUrn());
            Intents.Opened fresh = intents.open(request.getUrn(), Digest.of(request.getProperties()));
            return Once.under(fresh.id(), () -> lifecycle.create(call, inputs));
        }
        return kept;
    }

    @Override
    public void read(Provider.ReadRequest request, StreamObserver<Provider.ReadResponse> observer) {
        Map<String, Object> inputs = Wire.decode(request.getInputs());
        answer(observer, inputs, () -> {
            intents.close(request.getUrn());
            Optional<Lifecycle.Kept> kept = lifecycle(request.getUrn())
                    .read(call(0), request.getId(), inputs, Wire.decode(request.getProperties()));
            Provider.ReadResponse.Builder response = Provider.ReadResponse.newBuilder();
            kept.ifPresent(found -> response.setId(found.id())
                    .setProperties(Wire.encode(found.outputs()))
                    .setInputs(Wire.encode(found.inputs())));
            return response.build();
        });
    }

    @Override
    public void update(Provider.UpdateRequest request, StreamObserver<Provider.UpdateResponse> observer) {
        Map<String, Object> inputs = Wire.decode(request.getNews());
        answer(observer, inputs, () -> {
            Lifecycle lifecycle = lifecycle(request.getUrn());
            Map<String, Object> state = Wire.decode(request.getOlds());
            if (request.getPreview()) {
                return Provider.UpdateResponse.newBuilder()
                        .setProperties(Wire.encode(lifecycle.previewUpdate(state, inputs)))
                        .build();
            }
            Lifecycle.Kept kept = lifecycle.update(call(request.getTimeout()), request.getId(), state, inputs);
            requireWhole(kept, inputs);
            return Provider.UpdateResponse.newBuilder()
                    .setProperties(Wire.encode(kept.outputs()))
                    .build();
        });
    }

    @Override
    public void delete(Provider.DeleteRequest request, StreamObserver<Empty> observer) {
        Map<String, Object> state = Wire.decode(request.getProperties());
        answer(observer, state, () -> {
            intents.close(request.getUrn());
            lifecycle(request.getUrn()).delete(call(request.getTimeout()), request.getId(), state);
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void invoke(Provider.InvokeRequest request, StreamObserver<Provider.InvokeResponse> observer) {
        Map<String, Object> args = Wire.decode(request.getArgs());
        answer(observer, args, () -> {
            FunctionHandler function = registry.function(request.getTok());
            TypeCheck types = new TypeCheck();
            Map<String, Object> checked = types.object(args, Shape.of(function.args()), "");
            Provider.InvokeResponse.Builder response = Provider.InvokeResponse.newBuilder();
            for (Problem problem : types.problems()) {
                response.addFailures(Provider.CheckFailure.newBuilder()
                        .setProperty(problem.property())
                        .setReason(cleared(problem.reason(), args)));
            }
            if (types.problems().isEmpty()) {
                response.setReturn(Wire.encode(
                        function.invoke(call(0), new PropertyMap(checked)).values()));
            }
            return response.build();
        });
    }

    private Lifecycle lifecycle(String urn) {
        Map<String, String> defaultTags = session().settings().defaultTags();
        return new Lifecycle(registry.resource(typeOf(urn)), defaultTags);
    }

    private Session session() {
        Session configured = session.get();
        if (configured == null) {
            throw new IllegalStateException(
                    "the plugin was asked before it was configured; the engine sends Configure first");
        }
        return configured;
    }

    private Call call(double timeoutSeconds) {
        Duration timeout = timeoutSeconds > 0 ? Duration.ofMillis((long) (timeoutSeconds * 1000)) : DEFAULT_TIMEOUT;
        return new Call(session().clients(), cancellation, timeout);
    }

    private Naming naming(Provider.CheckRequest request) {
        Provider.CheckRequest.AutonamingOptions options = request.getAutonaming();
        return new Naming(
                urnPart(request.getUrn(), 3),
                intents.seed(request.getUrn(), request.getRandomSeed()),
                options.getProposedName(),
                options.getMode() == Provider.CheckRequest.AutonamingOptions.Mode.ENFORCE,
                options.getMode() == Provider.CheckRequest.AutonamingOptions.Mode.DISABLE);
    }

    // urn:pulumi:stack::project::parent$type::name
    private static String typeOf(String urn) {
        String qualified = urnPart(urn, 2);
        return qualified.substring(qualified.lastIndexOf('$') + 1);
    }

    private static String urnPart(String urn, int part) {
        String[] parts = urn.split("::", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("got the URN \"" + urn + "\", expected four parts between \"::\"");
        }
        return parts[part];
    }

    private static Provider.PropertyDiff.Kind kind(Differ.Kind kind) {
        return switch (kind.how()) {
            case ADD -> kind.replaces() ? Provider.PropertyDiff.Kind.ADD_REPLACE : Provider.PropertyDiff.Kind.ADD;
            case DELETE ->
                kind.replaces() ? Provider.PropertyDiff.Kind.DELETE_REPLACE : Provider.PropertyDiff.Kind.DELETE;
            case UPDATE ->
                kind.replaces() ? Provider.PropertyDiff.Kind.UPDATE_REPLACE : Provider.PropertyDiff.Kind.UPDATE;
        };
    }

    private static void requireWhole(Lifecycle.Kept kept, Map<String, Object> inputs) {
        RuntimeException failure = kept.failure();
        if (failure == null) {
            return;
        }
        String reason = cleared(AwsErrors.describe(failure), inputs);
        Struct outputs = Wire.encode(kept.outputs());
        throw StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.UNKNOWN.value())
                .setMessage(reason)
                .addDetails(Any.pack(Provider.ErrorResourceInitFailed.newBuilder()
                        .setId(kept.id())
                        .setProperties(outputs)
                        .setInputs(Wire.encode(kept.inputs()))
                        .addReasons(reason)
                        .build()))
                .build());
    }

    private static <T> void answer(StreamObserver<T> observer, Map<String, Object> inputs, Supplier<T> response) {
        T message;
        try {
            message = response.get();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
            return;
        } catch (RuntimeException e) {
            observer.onError(
                    Status.UNKNOWN.withDescription(cleared(describe(e), inputs)).asRuntimeException());
            return;
        } catch (LinkageError | StackOverflowError | OutOfMemoryError e) {
            observer.onError(Status.INTERNAL
                    .withDescription("the offline aws plugin failed: " + e)
                    .asRuntimeException());
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }

    // A programming error is easier to report with its place.
    private static String describe(RuntimeException e) {
        if (e instanceof NullPointerException || e instanceof ClassCastException) {
            return "the offline aws plugin failed: " + e + " at "
                    + List.of(e.getStackTrace()).get(0);
        }
        return AwsErrors.describe(e);
    }

    private static String cleared(String message, Map<String, Object> inputs) {
        String clear = message;
        for (String secret : Values.secretTexts(inputs)) {
            clear = clear.replace(secret, "[secret]");
        }
        return clear;
    }
}
