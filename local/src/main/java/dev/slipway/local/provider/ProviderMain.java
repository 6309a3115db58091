package dev.slipway.local.provider;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Starts the plugin: the first line on standard output is the port, as the engine expects. */
public final class ProviderMain {
    // The engine's own limit.
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    private ProviderMain() {}

    /** Serves until the engine ends the process, or is itself no more. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Server server = serve(System.getenv());
        // An engine that was killed cannot end its plugins. Calls under way finish first.
        ProcessHandle.current().parent().ifPresent(engine -> {
            CompletableFuture<Void> unused = engine.onExit().thenRun(server::shutdown);
        });
        System.out.println(server.getPort());
        System.out.flush();
        server.awaitTermination();
    }

    /** Starts on a free loopback port. */
    static Server serve(Map<String, String> environment) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new ProviderServer(environment))
                .build()
                .start();
    }
}
