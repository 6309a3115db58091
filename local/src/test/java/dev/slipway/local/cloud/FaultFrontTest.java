package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFrontTest {
    private final Path folder;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    FaultFrontTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws Exception {
        var front = new FaultFront(folder);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Wrapper(front.handler()) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (front.serves(request)) {
                    return super.handle(request, response, callback);
                }
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> ask(String path, String target) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(connector.getLocalPort(), path));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("X-Amz-Target", target)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void withoutFilesNothingIsWrong() throws IOException, InterruptedException {
        assertThat(ask("/v2/", "CodeBuild_20161006.StartBuild").statusCode()).isEqualTo(200);
    }

    @Test
    void theRegistryIsDownWhileItsFileIsThere() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("registry-down"), "");
        assertThat(ask("/v2/", "x").statusCode()).isEqualTo(503);
        assertThat(ask("/", "x").statusCode()).isEqualTo(200);

        Files.delete(folder.resolve("registry-down"));
        assertThat(ask("/v2/", "x").statusCode()).isEqualTo(200);
    }

    @Test
    void asManyCallsAreThrottledAsThereAreFiles() throws IOException, InterruptedException {
        var queue = Files.createDirectories(folder.resolve("throttle/StartBuild"));
        Files.writeString(queue.resolve("0"), "");
        Files.writeString(queue.resolve("1"), "");

        for (var i = 0; i < 2; i++) {
            var answer = ask("/", "CodeBuild_20161006.StartBuild");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        }
        assertThat(ask("/", "CodeBuild_20161006.StartBuild").statusCode()).isEqualTo(200);
        assertThat(queue).isEmptyDirectory();
    }

    @Test
    void aTargetThatLeadsElsewhereIsNoOperation() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("throttle"));
        Files.writeString(Files.createDirectories(folder.resolve("other")).resolve("0"), "");

        assertThat(ask("/", "CodeBuild_20161006./../other").statusCode()).isEqualTo(200);
        assertThat(folder.resolve("other/0")).exists();
    }
}
