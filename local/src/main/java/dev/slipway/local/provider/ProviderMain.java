package dev.slipway.local.provider;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Starts the plugin: the first line on standard output is the port, as the engine expects. */
public final class ProviderMain {
    // The engine's own limit.
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    private ProviderMain() {}

    /** Serves until the engine ends the process, or is itself no more. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Server server = serve(System.getenv());
        ProcessHandle.current().parent().ifPresent(engine -> endWith(engine, server));
        System.out.println(server.getPort());
        System.out.flush();
        server.awaitTermination();
    }

    // An engine that was killed cannot end its plugins. Calls under way finish first.
    private static void endWith(ProcessHandle engine, Server server) {
        Thread watch = new Thread(
                () -> {
                    engine.onExit().join();
                    server.shutdown();
                },
                "engine-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Starts on a free loopback port. */
    static Server serve(Map<String, String> environment) throws IOException {
        return OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new ProviderServer(environment))
                .build()
                .start();
    }
}
