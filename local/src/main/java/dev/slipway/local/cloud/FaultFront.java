package dev.slipway.local.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Faults of AWS itself, switched on by files in a folder: for rehearsals, whose local clouds are their own.
 *
 * <p>{@code registry-down}: the image registry answers 503. {@code throttle/OPERATION/}: one call of the operation for each file in it is
 * answered with ThrottlingException; the file goes with it.
 */
final class FaultFront implements Front {
    private static final String REGISTRY = "/v2/";
    private static final String THROTTLED = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";

    private final Path folder;
    private final Handler handler = new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            answer(request, response, callback);
            return true;
        }
    };

    FaultFront(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean serves(Request request) {
        return isDown(request) || !waiting(request).isEmpty();
    }

    @Override
    public Handler handler() {
        return handler;
    }

    private boolean isDown(Request request) {
        return Request.getPathInContext(request).startsWith(REGISTRY) && Files.exists(folder.resolve("registry-down"));
    }

    /** The calls that are still to be throttled. */
    private List<Path> waiting(Request request) {
        var target = request.getHeaders().get("X-Amz-Target");
        var queue = folder.resolve("throttle");
        if (target == null || !Files.isDirectory(queue)) {
            return List.of();
        }
        var operation = queue.resolve(
                Path.of(target.substring(target.lastIndexOf('.') + 1)).getFileName());
        if (!Files.isDirectory(operation)) {
            return List.of();
        }
        try (var files = Files.list(operation)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("faults cannot be read from " + operation, e);
        }
    }

    private void answer(Request request, Response response, Callback callback) {
        if (isDown(request)) {
            var down =
                    new ApiError(503, "ServiceUnavailableException", "the registry is down, as a rehearsal wants it");
            ErrorWriter.write(response, callback, Gateway.head(request, new byte[0]), down);
            return;
        }
        waiting(request).stream().limit(1).forEach(FaultFront::take);
        var body = THROTTLED.getBytes(StandardCharsets.UTF_8);
        response.setStatus(400);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
        response.getHeaders().put("x-amzn-ErrorType", "ThrottlingException");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, THROTTLED, callback);
    }

    /** Another call may have been quicker. */
    private static void take(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("fault %s cannot be taken".formatted(file), e);
        }
    }
}
