package dev.slipway.local.cloud.ecr.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request of the registry protocol is about.
 *
 * @param name the repository
 * @param kind what of it
 * @param reference tag, digest or upload; empty where there is none
 */
record RegistryPath(String name, Kind kind, String reference) {
    /** Parts of a repository. */
    enum Kind {
        MANIFEST,
        BLOB,
        UPLOADS,
        UPLOAD,
        TAGS
    }

    private static final Pattern PATH = Pattern.compile("/v2/(?<name>[a-z0-9._/-]+?)/(?:manifests/(?<manifest>[^/]+)"
            + "|(?<uploads>blobs/uploads/?)|blobs/uploads/(?<upload>[^/]+)|blobs/(?<blob>[^/]+)|(?<tags>tags/list))");

    static Optional<RegistryPath> of(String path) {
        var match = PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        var name = match.group("name");
        if (match.group("manifest") != null) {
            return Optional.of(new RegistryPath(name, Kind.MANIFEST, match.group("manifest")));
        }
        if (match.group("uploads") != null) {
            return Optional.of(new RegistryPath(name, Kind.UPLOADS, ""));
        }
        if (match.group("upload") != null) {
            return Optional.of(new RegistryPath(name, Kind.UPLOAD, match.group("upload")));
        }
        return match.group("blob") != null
                ? Optional.of(new RegistryPath(name, Kind.BLOB, match.group("blob")))
                : Optional.of(new RegistryPath(name, Kind.TAGS, ""));
    }
}
