package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.ecs.aws.AwsClients;
import dev.slipway.local.cloud.ecs.aws.TaskVariables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Gives the containers of a task the credentials of its task role, against the task's own token. */
final class TaskCredentialsFront extends Handler.Abstract implements Front {
    private final CompletableFuture<LocalEcs> ecs;
    private final AwsClients clients;

    TaskCredentialsFront(CompletableFuture<LocalEcs> ecs, AwsClients clients) {
        this.ecs = ecs;
        this.clients = clients;
    }

    @Override
    public boolean serves(Request request) {
        return Request.getPathInContext(request).startsWith(TaskVariables.CREDENTIALS);
    }

    @Override
    public Handler handler() {
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var task = Request.getPathInContext(request).substring(TaskVariables.CREDENTIALS.length());
        var token = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.AUTHORIZATION), "");
        var session = ecs.join().containerSession(task, token);
        if (session.isEmpty()) {
            write(response, callback, 401, error("AccessDenied", "the token is not that of a task with a task role"));
            return true;
        }
        try {
            var keys = clients.credential(session.get());
            write(
                    response,
                    callback,
                    200,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("RoleArn", session.get().roleArn())
                            .put("AccessKeyId", keys.accessKeyId())
                            .put("SecretAccessKey", keys.secret())
                            .put("Token", keys.sessionToken())
                            .put("Expiration", String.valueOf(keys.expires())));
        } catch (SdkClientException denied) {
            write(response, callback, 400, error("AccessDenied", String.valueOf(denied.getMessage())));
        }
        return true;
    }

    private static ObjectNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }

    private static void write(Response response, Callback callback, int status, ObjectNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
