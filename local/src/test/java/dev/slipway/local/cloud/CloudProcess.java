package dev.slipway.local.cloud;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A local cloud in a process of its own, as users run it. */
final class CloudProcess implements AutoCloseable {

    private final Process process;
    private final URI endpoint;

    private CloudProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** The Python that has ministack; the tests cannot run without one. */
    static Path python() {
        var python = System.getProperty("slipway.python", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        if (python.isEmpty()) {
            throw new IllegalStateException(
                    "SLIPWAY_PYTHON is not set, expected the Python that has ministack: run ./slipway test, or set it");
        }
        return Path.of(python);
    }

    /** What a cloud that refused to start said. */
    record Refusal(int exitCode, String error) {}

    private static ProcessBuilder program(String... arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.local.Main",
                "serve"));
        command.addAll(List.of(arguments));
        // As the launcher does.
        command.addAll(0, List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        return new ProcessBuilder(command);
    }

    static CloudProcess start(Path state) throws IOException, InterruptedException {
        // An error in a file and not in a pipe: a cloud that says much would wait for a reader.
        var error = Files.createTempFile("slipway-cloud", ".err");
        var process = program("--port", "0", "--state", state.toString(), "--python", python().toString())
                .redirectError(error.toFile())
                .start();
        var line = Command.line(process, process.inputReader(), Patience.LIMIT);
        if (!line.startsWith("ready ")) {
            Command.kill(process);
            throw new IOException("the cloud said '%s': %s".formatted(line, Files.readString(error)));
        }
        Files.delete(error);
        return new CloudProcess(process, URI.create(line.substring("ready ".length())));
    }

    static Refusal refusal(String... arguments) throws IOException, InterruptedException {
        var ended = Command.run(Patience.LIMIT, program(arguments));
        return new Refusal(ended.exitCode(), ended.output().strip());
    }

    <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return client(builder, endpoint);
    }

    static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.LEGACY))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    URI endpoint() {
        return endpoint;
    }

    /** Kills the gateway and ministack with a signal that neither can catch. */
    void killBoth() throws InterruptedException {
        Command.kill(process);
    }

    long ministackPid() {
        return process.descendants().findFirst().orElseThrow().pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
