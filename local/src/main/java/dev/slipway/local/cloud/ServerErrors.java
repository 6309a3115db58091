package dev.slipway.local.cloud;

import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself finds wrong with a request, such as a head that is too long, in the caller's protocol instead of a web page. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var status = Objects.requireNonNullElse(
                (Integer) request.getAttribute(ErrorHandler.ERROR_STATUS), response.getStatus());
        var message = String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
        var code = status >= 500 ? "InternalFailure" : "BadRequest";
        return ErrorWriter.write(
                response, callback, Gateway.head(request, new byte[0]), new ApiError(status, code, message));
    }
}
