package dev.slipway.local.provider;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.rpc.Status;
import dev.slipway.local.provider.property.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** The plugin as the engine sees it: through gRPC, with the engine's encoding. */
final class Plugin implements AutoCloseable {
    private static final ByteString SEED = ByteString.copyFromUtf8("the same seed, so the same names");

    private final Server server;
    private final ManagedChannel channel;
    private final ResourceProviderGrpc.ResourceProviderBlockingStub stub;

    /** Started, not configured. */
    Plugin(Map<String, String> environment) throws IOException {
        this.server = ProviderMain.serve(environment);
        this.channel = OkHttpChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        this.stub = ResourceProviderGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.MINUTES);
    }

    /** Started and configured with the test cloud. */
    static Plugin onTestCloud(Map<String, Object> config) throws IOException {
        Plugin plugin = new Plugin(TestCloud.environment());
        plugin.stub()
                .configure(Provider.ConfigureRequest.newBuilder()
                        .setArgs(Wire.encode(config))
                        .build());
        return plugin;
    }

    ResourceProviderGrpc.ResourceProviderBlockingStub stub() {
        return stub;
    }

    static String urn(String type, String name) {
        return "urn:pulumi:test::slipway::" + type + "::" + name;
    }

    /** Checks; the failures by property. */
    Map<String, String> problems(String type, Map<String, Object> inputs) {
        Map<String, String> problems = new TreeMap<>();
        stub.check(checkRequest(type, "example", Map.of(), inputs))
                .getFailuresList()
                .forEach(failure -> problems.merge(failure.getProperty(), failure.getReason(), (a, b) -> a + "; " + b));
        return problems;
    }

    /** Checks inputs that are expected to be good. */
    Map<String, Object> check(String type, String name, Map<String, Object> olds, Map<String, Object> news) {
        Provider.CheckResponse response = stub.check(checkRequest(type, name, olds, news));
        if (response.getFailuresCount() > 0) {
            throw new AssertionError(type + ": got failures " + response.getFailuresList());
        }
        return Wire.decode(response.getInputs());
    }

    /** A diff as path to kind; empty when there is none. */
    Map<String, String> diff(String type, String id, Kept kept, Map<String, Object> news) {
        Provider.DiffResponse response = stub.diff(Provider.DiffRequest.newBuilder()
                .setUrn(urn(type, "example"))
                .setId(id)
                .setOldInputs(Wire.encode(kept.inputs()))
                .setOlds(Wire.encode(kept.outputs()))
                .setNews(Wire.encode(news))
                .build());
        Map<String, String> kinds = new TreeMap<>();
        response.getDetailedDiffMap()
                .forEach((path, kind) -> kinds.put(path, kind.getKind().name()));
        return kinds;
    }

    Map<String, Object> previewCreate(String type, Map<String, Object> inputs) {
        return Wire.decode(stub.create(Provider.CreateRequest.newBuilder()
                        .setUrn(urn(type, "example"))
                        .setProperties(Wire.encode(inputs))
                        .setPreview(true)
                        .build())
                .getProperties());
    }

    Kept create(String type, String name, Map<String, Object> inputs) {
        Provider.CreateResponse response = stub.create(Provider.CreateRequest.newBuilder()
                .setUrn(urn(type, name))
                .setProperties(Wire.encode(inputs))
                .build());
        return new Kept(response.getId(), inputs, Wire.decode(response.getProperties()));
    }

    Kept read(String type, String id, Map<String, Object> inputs, Map<String, Object> outputs) {
        Provider.ReadResponse response = stub.read(Provider.ReadRequest.newBuilder()
                .setUrn(urn(type, "example"))
                .setId(id)
                .setInputs(Wire.encode(inputs))
                .setProperties(Wire.encode(outputs))
                .build());
        return new Kept(response.getId(), decode(response.getInputs()), decode(response.getProperties()));
    }

    Map<String, Object> update(String type, Kept kept, Map<String, Object> news, boolean preview) {
        return Wire.decode(stub.update(Provider.UpdateRequest.newBuilder()
                        .setUrn(urn(type, "example"))
                        .setId(kept.id())
                        .setOldInputs(Wire.encode(kept.inputs()))
                        .setOlds(Wire.encode(kept.outputs()))
                        .setNews(Wire.encode(news))
                        .setPreview(preview)
                        .build())
                .getProperties());
    }

    void delete(String type, Kept kept) {
        stub.delete(Provider.DeleteRequest.newBuilder()
                .setUrn(urn(type, "example"))
                .setId(kept.id())
                .setProperties(Wire.encode(kept.outputs()))
                .setOldInputs(Wire.encode(kept.inputs()))
                .build());
    }

    Map<String, Object> invoke(String token, Map<String, Object> args) {
        Provider.InvokeResponse response = stub.invoke(Provider.InvokeRequest.newBuilder()
                .setTok(token)
                .setArgs(Wire.encode(args))
                .build());
        if (response.getFailuresCount() > 0) {
            throw new AssertionError(token + ": got failures " + response.getFailuresList());
        }
        return Wire.decode(response.getReturn());
    }

    /** What the engine is told of a resource that exists, but not as asked for. */
    static Provider.ErrorResourceInitFailed initFailed(@Nullable Throwable failure) throws IOException {
        Status status = failure == null ? null : StatusProto.fromThrowable(failure);
        if (status == null || status.getDetailsCount() != 1) {
            throw new AssertionError("got " + failure + ", expected a status with ErrorResourceInitFailed", failure);
        }
        return status.getDetails(0).unpack(Provider.ErrorResourceInitFailed.class);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    /** A resource as the engine's state has it. */
    record Kept(String id, Map<String, Object> inputs, Map<String, Object> outputs) {}

    private static Map<String, Object> decode(Struct struct) {
        return Wire.decode(struct);
    }

    private static Provider.CheckRequest checkRequest(
            String type, String name, Map<String, Object> olds, Map<String, Object> news) {
        return Provider.CheckRequest.newBuilder()
                .setUrn(urn(type, name))
                .setOlds(Wire.encode(olds))
                .setNews(Wire.encode(news))
                .setRandomSeed(SEED)
                .build();
    }
}
