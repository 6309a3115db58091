package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.ecr.Images;
import dev.slipway.local.cloud.ecr.Layers;
import dev.slipway.local.cloud.ecr.Place;
import dev.slipway.local.cloud.ecr.Tokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The registry that Docker, podman and their like push to and pull from. Each request is judged as the principal whose token it
 * brings.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution specification</a>
 */
public final class RegistryHandler extends Handler.Abstract {
    private final RegistryLogin login;
    private final AccessControl access;
    private final String registry;
    private final ManifestRequests manifests;
    private final BlobRequests blobs;

    /** Makes it. */
    public RegistryHandler(Images images, Layers layers, Tokens tokens, AccessControl access, String registry) {
        this.login = new RegistryLogin(tokens);
        this.access = access;
        this.registry = registry;
        this.manifests = new ManifestRequests(images);
        this.blobs = new BlobRequests(images, layers);
    }

    /** Whether a request is for the registry: below /v2, and without a signature of an AWS API. */
    public static boolean serves(Request request) {
        var path = Request.getPathInContext(request);
        if (!path.equals("/v2") && !path.startsWith("/v2/")) {
            return false;
        }
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        var query = request.getHttpURI().getQuery();
        return (authorization == null || !authorization.startsWith("AWS4-"))
                && (query == null || !query.contains("X-Amz-Algorithm="))
                && (path.length() <= "/v2/".length() || RegistryPath.of(path).isPresent());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put("Docker-Distribution-Api-Version", "registry/2.0");
        try {
            serve(request, response, callback);
        } catch (RegistryError refused) {
            refuse(response, callback, refused);
        } catch (AccessDenied denied) {
            refuse(response, callback, new RegistryError(403, "DENIED", denied.reason()));
        } catch (AwsException refused) {
            refuse(response, callback, RegistryError.of(refused));
        }
        return true;
    }

    private void serve(Request request, Response response, Callback callback) throws IOException, RegistryError {
        var bearer = login.require(request);
        var path = RegistryPath.of(Request.getPathInContext(request));
        if (path.isEmpty()) {
            write(response, callback, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var what = path.get();
        var place = new Place(bearer.region(), what.name());
        var action = action(request.getMethod(), what.kind());
        access.require(bearer.caller(), AccessRequest.of(bearer.region(), action, place.arn()));
        switch (what.kind()) {
            case MANIFEST -> manifests.serve(request, response, callback, place, what.reference());
            case TAGS -> manifests.tags(response, callback, place);
            case BLOB -> blobs.serve(request, response, callback, place, what.reference());
            case UPLOADS -> blobs.begin(request, response, callback, place);
            case UPLOAD -> blobs.upload(request, response, callback, place, what.reference());
        }
    }

    /** What IAM calls a request. */
    private static String action(String method, RegistryPath.Kind kind) throws RegistryError {
        return switch (kind.name() + " " + method) {
            case "MANIFEST GET", "MANIFEST HEAD" -> "ecr:BatchGetImage";
            case "MANIFEST PUT" -> "ecr:PutImage";
            case "TAGS GET" -> "ecr:ListImages";
            case "BLOB HEAD" -> "ecr:BatchCheckLayerAvailability";
            case "BLOB GET" -> "ecr:GetDownloadUrlForLayer";
            case "UPLOADS POST" -> "ecr:InitiateLayerUpload";
            case "UPLOAD PATCH", "UPLOAD GET", "UPLOAD DELETE" -> "ecr:UploadLayerPart";
            case "UPLOAD PUT" -> "ecr:CompleteLayerUpload";
            default ->
                throw new RegistryError(
                        405, "UNSUPPORTED", "%s is not supported here: use the ECR API".formatted(method));
        };
    }

    private void refuse(Response response, Callback callback, RegistryError refused) {
        if (refused.status() == 401) {
            response.getHeaders()
                    .put(
                            HttpHeader.WWW_AUTHENTICATE,
                            "Basic realm=\"http://%s/\",service=\"ecr.amazonaws.com\"".formatted(registry));
        }
        write(
                response,
                callback,
                refused.status(),
                "application/json",
                refused.json().getBytes(StandardCharsets.UTF_8));
    }

    static void write(Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static void empty(Response response, Callback callback, int status) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.write(true, ByteBuffer.allocate(0), callback);
    }
}
