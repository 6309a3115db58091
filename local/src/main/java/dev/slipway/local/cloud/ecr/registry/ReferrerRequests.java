package dev.slipway.local.cloud.ecr.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.ecr.Place;
import dev.slipway.local.cloud.ecr.Referrers;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What was pushed about an image, in the registry protocol: signatures, lists of parts, attestations. */
record ReferrerRequests(Referrers referrers) {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    void serve(Request request, Response response, Callback callback, Place place, String digest) throws RegistryError {
        if (!Referrers.isSubject(digest)) {
            throw new RegistryError(
                    400, "DIGEST_INVALID", "the digest is '%s', expected ALGORITHM:ENCODED".formatted(digest));
        }
        var type = Request.extractQueryParameters(request).getValue("artifactType");
        Predicate<ObjectNode> wanted = descriptor -> true;
        if (type != null && !type.isEmpty()) {
            wanted = descriptor -> descriptor.path("artifactType").asText().equals(type);
            response.getHeaders().put("OCI-Filters-Applied", "artifactType");
        }
        var index = Json.object().put("schemaVersion", 2).put("mediaType", INDEX);
        index.set(
                "manifests",
                Json.array(referrers.of(place, digest).stream().filter(wanted).toList()));
        RegistryHandler.write(response, callback, 200, INDEX, index.toString().getBytes(StandardCharsets.UTF_8));
    }
}
