package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.ecr.Images;
import dev.slipway.local.cloud.ecr.Layers;
import dev.slipway.local.cloud.ecr.Place;
import dev.slipway.local.cloud.ecr.Referrers;
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
    private final ReferrerRequests referrers;

    /** Makes it. */
    public RegistryHandler(Images images, Layers layers, Tokens tokens, AccessControl access, String registry) {
        this.login = new RegistryLogin(tokens);
        this.access = access;
        this.registry = registry;
        this.manifests = new ManifestRequests(images);
        this.blobs = new BlobRequests(images, layers);
        this.referrers = new ReferrerRequests(new Referrers(images, layers));
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
        var asked = Request.getPathInContext(request);
        if (RegistryPath.isRoot(asked)) {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                throw unsupported(request.getMethod());
            }
            write(response, callback, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var path = RegistryPath.of(asked);
        var place = new Place(bearer.region(), path.name());
        var action = action(request.getMethod(), path.kind());
        access.require(bearer.caller(), AccessRequest.of(bearer.region(), action, place.arn()));
        switch (path.kind()) {
            case CATALOG -> manifests.catalog(request, response, callback, place.region());
            case REFERRERS -> referrers.serve(request, response, callback, place, path.reference());
            case MANIFEST -> manifests.serve(request, response, callback, place, path.reference());
            case TAGS -> manifests.tags(request, response, callback, place);
            case BLOB -> blobs.serve(request, response, callback, place, path.reference());
            case UPLOADS -> blobs.begin(request, response, callback, place);
            case UPLOAD -> blobs.upload(request, response, callback, place, path.reference());
        }
    }

    /** What IAM calls a request. */
    private static String action(String method, RegistryPath.Kind kind) throws RegistryError {
        return switch (kind.name() + " " + method) {
            case "MANIFEST GET", "MANIFEST HEAD" -> "ecr:BatchGetImage";
            case "MANIFEST PUT" -> "ecr:PutImage";
            // The API's list of referrers is judged by the same action.
            case "REFERRERS GET" -> "ecr:BatchGetImage";
            case "CATALOG GET" -> "ecr:DescribeRepositories";
            case "TAGS GET" -> "ecr:ListImages";
            case "BLOB HEAD" -> "ecr:BatchCheckLayerAvailability";
            case "BLOB GET" -> "ecr:GetDownloadUrlForLayer";
            case "UPLOADS POST" -> "ecr:InitiateLayerUpload";
            case "UPLOAD PATCH", "UPLOAD GET", "UPLOAD DELETE" -> "ecr:UploadLayerPart";
            case "UPLOAD PUT" -> "ecr:CompleteLayerUpload";
            default -> throw unsupported(method);
        };
    }

    private static RegistryError unsupported(String method) {
        return new RegistryError(405, "UNSUPPORTED", "%s is not supported here: use the ECR API".formatted(method));
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
