package dev.slipway.local.cloud.ecr.registry;

import java.util.regex.Pattern;

/**
 * What a request of the registry protocol is about.
 *
 * @param name the repository; {@link #ALL} where it is about all of them
 * @param kind what of it
 * @param reference tag, digest or upload; empty where there is none
 */
record RegistryPath(String name, Kind kind, String reference) {
    /** Stands for the repositories of a region. */
    static final String ALL = "*";

    /** Parts of a registry and of a repository. */
    enum Kind {
        CATALOG,
        MANIFEST,
        REFERRERS,
        BLOB,
        UPLOADS,
        UPLOAD,
        TAGS
    }

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*+(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*+)*+");
    private static final Pattern PATH = Pattern.compile("/v2/(?<name>.+?)/(?:manifests/(?<manifest>[^/]+)"
            + "|referrers/(?<referrers>[^/]+)|(?<uploads>blobs/uploads/?)|blobs/uploads/(?<upload>[^/]+)"
            + "|blobs/(?<blob>[^/]+)|(?<tags>tags/list))");

    /** Whether a path only asks whether this is a registry, and who may come in. */
    static boolean isRoot(String path) {
        return path.equals("/v2") || path.equals("/v2/");
    }

    /** Reads any other path. */
    static RegistryPath of(String path) throws RegistryError {
        if (path.equals("/v2/_catalog")) {
            return new RegistryPath(ALL, Kind.CATALOG, "");
        }
        var match = PATH.matcher(path);
        if (!match.matches()) {
            throw new RegistryError(404, "UNSUPPORTED", "the registry has no path %s".formatted(path));
        }
        var name = match.group("name");
        if (!NAME.matcher(name).matches()) {
            throw new RegistryError(
                    400,
                    "NAME_INVALID",
                    "the repository is '%s', expected small letters, digits and single '/', and '.', '_' or '-' between them"
                            .formatted(name));
        }
        if (match.group("manifest") != null) {
            return new RegistryPath(name, Kind.MANIFEST, match.group("manifest"));
        }
        if (match.group("referrers") != null) {
            return new RegistryPath(name, Kind.REFERRERS, match.group("referrers"));
        }
        if (match.group("uploads") != null) {
            return new RegistryPath(name, Kind.UPLOADS, "");
        }
        if (match.group("upload") != null) {
            return new RegistryPath(name, Kind.UPLOAD, match.group("upload"));
        }
        return match.group("blob") != null
                ? new RegistryPath(name, Kind.BLOB, match.group("blob"))
                : new RegistryPath(name, Kind.TAGS, "");
    }
}
