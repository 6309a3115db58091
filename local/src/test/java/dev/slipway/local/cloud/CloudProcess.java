package dev.slipway.local.cloud;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    static Process launch(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.local.Main",
                "serve"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    static CloudProcess start(Path state) throws IOException {
        var process = launch("--port", "0", "--state", state.toString(), "--python", python().toString());
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the cloud said " + line + ": "
                    + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new CloudProcess(process, URI.create(line.substring("ready ".length())));
    }

    static Refusal refusal(String... arguments) throws IOException, InterruptedException {
        var process = launch(arguments);
        var error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the cloud did not refuse to start");
        }
        return new Refusal(process.exitValue(), error.strip());
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

    /** Kills the gateway and ministack with a signal that neither can catch. */
    void killBoth() throws InterruptedException {
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    long ministackPid() {
        return process.descendants().findFirst().orElseThrow().pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
