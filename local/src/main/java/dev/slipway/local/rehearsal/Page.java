package dev.slipway.local.rehearsal;

import dev.slipway.local.rehearsal.scene.Content;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/** The page of a service. */
final class Page {
    private static final Pattern MARK = Pattern.compile(Pattern.quote(Content.MARK) + "([A-Za-z0-9.-]+)");

    private Page() {}

    /** The mark that it shows now; empty when it has none. */
    static String mark(URI page) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(page)
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var mark = MARK.matcher(answer.body());
        return mark.find() ? mark.group(1) : "";
    }
}
