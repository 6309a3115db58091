package dev.slipway.local.provider;

import com.google.protobuf.Empty;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.provider.property.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/**
 * Takes every resource type through a preview and looks up what a program looks up, with nothing behind it, and ends. While it does,
 * the Java machine can note every class that a preview needs ({@code -XX:ArchiveClassesAtExit}): the launcher makes such an archive
 * beside the built plugin.
 */
public final class Rehearsal {
    private static final Map<String, Map<String, Object>> LOOKUPS = Map.of(
            "aws:index/getCallerIdentity:getCallerIdentity", Map.of(),
            "aws:index/getPartition:getPartition", Map.of(),
            "aws:index/getRegion:getRegion", Map.of(),
            "aws:ecs/getCluster:getCluster", Map.of("clusterName", "main"),
            "aws:ecs/getService:getService", Map.of("clusterArn", "main", "serviceName", "web"),
            "aws:ecs/getTaskDefinition:getTaskDefinition", Map.of("taskDefinition", "web"));

    private final ResourceProviderGrpc.ResourceProviderBlockingStub plugin;
    private int refused;

    private Rehearsal(ResourceProviderGrpc.ResourceProviderBlockingStub plugin) {
        this.plugin = plugin;
    }

    /** Runs once. */
    public static void main(String[] args) throws IOException {
        if (args.length != 0) {
            throw new IllegalArgumentException("got the arguments " + List.of(args) + ", expected none");
        }
        HttpServer nothing = nothing();
        Server server = ProviderMain.serve(Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + nothing.getAddress().getPort(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        ManagedChannel channel = OkHttpChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        try {
            new Rehearsal(ResourceProviderGrpc.newBlockingStub(channel)).run();
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
            nothing.stop(0);
        }
    }

    /** Answers every call with an object that has nothing in it. */
    private static HttpServer nothing() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void run() {
        plugin.getPluginInfo(Empty.getDefaultInstance());
        plugin.configure(Provider.ConfigureRequest.getDefaultInstance());
        LOOKUPS.forEach((token, arguments) -> attempt(() -> plugin.invoke(Provider.InvokeRequest.newBuilder()
                .setTok(token)
                .setArgs(Wire.encode(arguments))
                .build())));
        Registry.resourceTokens().forEach(this::preview);
        System.err.println(Registry.resourceTokens().size() + " types previewed, " + LOOKUPS.size() + " lookups, "
                + refused + " calls refused");
    }

    private void preview(String type) {
        String urn = "urn:pulumi:rehearsal::rehearsal::" + type + "::one";
        attempt(() ->
                plugin.check(Provider.CheckRequest.newBuilder().setUrn(urn).build()));
        attempt(() -> plugin.diff(
                Provider.DiffRequest.newBuilder().setUrn(urn).setId("one").build()));
        attempt(() -> plugin.create(
                Provider.CreateRequest.newBuilder().setUrn(urn).setPreview(true).build()));
    }

    // What has nothing behind it may be refused: to have been loaded is enough.
    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            refused++;
        }
    }
}
