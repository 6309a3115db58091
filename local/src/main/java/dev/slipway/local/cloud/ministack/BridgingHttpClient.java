package dev.slipway.local.cloud.ministack;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Leads the requests of an SDK's client to where ministack listens now, shows its key, and asks again when ministack ended before it
 * answered.
 */
final class BridgingHttpClient implements SdkHttpClient {
    private final SdkHttpClient http;
    private final Upstream upstream;

    BridgingHttpClient(SdkHttpClient http, Upstream upstream) {
        this.http = http;
        this.upstream = upstream;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Bridged(request);
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private final class Bridged implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private volatile @Nullable ExecutableHttpRequest current;
        private volatile boolean aborted;

        Bridged(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            while (true) {
                var port = upstream.port();
                var attempt = http.prepareRequest(to(port));
                current = attempt;
                try {
                    return attempt.call();
                } catch (IOException e) {
                    if (aborted || !upstream.endedSince(port)) {
                        throw e;
                    }
                }
            }
        }

        private HttpExecuteRequest to(int port) {
            var sent = request.httpRequest().toBuilder().port(port).putHeader(Upstream.GATE, upstream.key());
            var builder = HttpExecuteRequest.builder().request(sent.build());
            request.contentStreamProvider().ifPresent(builder::contentStreamProvider);
            request.metricCollector().ifPresent(builder::metricCollector);
            return builder.build();
        }

        @Override
        public void abort() {
            aborted = true;
            Optional.ofNullable(current).ifPresent(ExecutableHttpRequest::abort);
        }
    }
}
