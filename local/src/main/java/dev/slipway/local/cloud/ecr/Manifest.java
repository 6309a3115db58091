package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.AwsException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest refers to.
 *
 * @param mediaType its own media type
 * @param artifactType media type of the configuration, or what the manifest names itself; empty when it has none
 * @param layers sizes of configuration and layers, by digest
 * @param children digests of the manifests that an index lists
 * @param subject digest of the manifest that it is about; empty when it stands for itself
 */
record Manifest(String mediaType, String artifactType, Map<String, Long> layers, Set<String> children, String subject) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Copies its collections. */
    Manifest {
        layers = Map.copyOf(layers);
        children = Set.copyOf(children);
    }

    /**
     * Reads a manifest of schema 2 or of OCI, or an index of either; empty when it is none.
     *
     * @param content its bytes
     * @param mediaType what the client said that it is; may be empty
     * @throws AwsException when its subject has no digest
     */
    static Optional<Manifest> read(byte[] content, String mediaType) {
        JsonNode document;
        try {
            document = JSON.readTree(content);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (document == null || document.path("schemaVersion").asInt() != 2) {
            return Optional.empty();
        }
        var named = document.path("mediaType").asText(mediaType);
        var subject = subject(document);
        var list = document.path("manifests");
        if (list.isArray()) {
            var children = new LinkedHashSet<String>();
            list.forEach(child -> children.add(child.path("digest").asText()));
            return Optional.of(new Manifest(
                    named.isEmpty() ? OCI_INDEX : named,
                    document.path("artifactType").asText(""),
                    Map.of(),
                    children,
                    subject));
        }
        var config = document.path("config");
        if (!config.isObject() || !document.path("layers").isArray()) {
            return Optional.empty();
        }
        var layers = new LinkedHashMap<String, Long>();
        layers.put(config.path("digest").asText(), config.path("size").asLong());
        document.path("layers")
                .forEach(layer -> layers.put(
                        layer.path("digest").asText(), layer.path("size").asLong()));
        var type = document.path("artifactType").asText("");
        return Optional.of(new Manifest(
                named.isEmpty() ? OCI_MANIFEST : named,
                type.isEmpty() ? config.path("mediaType").asText("") : type,
                layers,
                Set.of(),
                subject));
    }

    private static String subject(JsonNode document) {
        var subject = document.path("subject");
        if (subject.isMissingNode() || subject.isNull()) {
            return "";
        }
        var digest = subject.path("digest").asText();
        if (!Referrers.isSubject(digest)) {
            throw new AwsException(
                    "InvalidParameterException",
                    "Invalid parameter at 'ImageManifest' failed to satisfy constraint: the digest of 'subject' is '%s', expected ALGORITHM:ENCODED"
                            .formatted(digest));
        }
        return digest;
    }

    long size() {
        return layers.values().stream().mapToLong(Long::longValue).sum();
    }
}
