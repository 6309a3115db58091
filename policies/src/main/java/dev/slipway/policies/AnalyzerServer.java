package dev.slipway.policies;

import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.Parallel;
import io.grpc.Attributes;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves a policy pack to Pulumi's engine on a loopback port. The engine reads the port from the first line of the standard
 * output.
 */
public final class AnalyzerServer implements AutoCloseable {
    /** What the engine itself allows for one message. */
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    /** Enough for the deepest properties that the engine can send. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    private final Server server;
    private final ExecutorService executor;
    private final AnalyzerService service;

    private AnalyzerServer(Server server, ExecutorService executor, AnalyzerService service) {
        this.server = server;
        this.executor = executor;
        this.service = service;
    }

    /**
     * Starts on a free port.
     *
     * @param environment where {@code SLIPWAY_POLICY_REPORT} and {@code SLIPWAY_POLICY_REPORT_DIR} are looked up
     * @param clock tells on which day suppressions are judged
     */
    public static AnalyzerServer start(Pack pack, Map<String, String> environment, Clock clock) throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "analyzer", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        AnalyzerService service = new AnalyzerService(pack, environment, clock, Parallel.on(executor));
        Server server = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .executor(executor)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addTransportFilter(new ServerTransportFilter() {
                    @Override
                    public void transportTerminated(@Nullable Attributes attributes) {
                        // After a mandatory violation the engine hangs up without another word.
                        service.writeReports().ifPresent(System.err::println);
                    }
                })
                .addService(DeepMessages.accept(service.bindService()))
                .build()
                .start();
        return new AnalyzerServer(server, executor, service);
    }

    /** The port on the loopback address. */
    public int port() {
        return server.getPort();
    }

    /** What the rules have said since the pack was configured, the verdicts of which the engine hears nothing among it. */
    public List<Outcome> outcomes() {
        return service.outcomes();
    }

    /** Writes what has not been written, and stops. */
    @Override
    public void close() {
        server.shutdownNow();
        service.writeReports().ifPresent(System.err::println);
        try {
            // The calls that are ended still need their threads.
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }

    private void await() throws InterruptedException {
        if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
            System.err.println("the policy pack's server did not end within a second");
        }
    }

    /**
     * Serves {@link PlatformPack} as long as the engine is there.
     *
     * @param args the engine's address, such as {@code 127.0.0.1:41234}; without one, the server runs until it is stopped
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream engine = System.out;
        // Only the port may go to the standard output, whatever a rule or a library prints.
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        AnalyzerServer server = start(PlatformPack.pack(), System.getenv(), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        if (args.length > 0) {
            EngineWatch.start(args[0], () -> System.exit(0));
        }
        engine.println(server.port());
        engine.flush();
        server.server.awaitTermination();
    }
}
