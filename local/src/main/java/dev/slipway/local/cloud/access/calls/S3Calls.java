package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.signature.Authorization;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What calls to S3 need: the object or bucket, what is copied or deleted besides, and the key that S3 uses for the caller.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required permissions</a>
 */
public final class S3Calls {
    private static final List<String> READ = List.of("s3:GetObject", "s3:GetObjectVersion");

    private final Facts facts;

    /** Calls whose buckets and objects the facts know. */
    public S3Calls(Facts facts) {
        this.facts = facts;
    }

    /** Everything that a request needs. */
    public List<AccessRequest> requests(S3Request request) {
        var action = S3Action.of(request);
        if (request.bucket().isEmpty()) {
            return List.of(new AccessRequest(request.region(), action, List.of("*"), keys(request)));
        }
        var requests = new ArrayList<AccessRequest>();
        if (action.equals("s3:DeleteObjects")) {
            deleted(request).forEach(requests::add);
            return List.copyOf(requests);
        }
        requests.add(new AccessRequest(request.region(), action, List.of(arn(request, action)), keys(request)));
        copied(request).ifPresent(source -> requests.addAll(read(request, source)));
        if (action.equals("s3:PutObject") && request.header("x-amz-tagging") != null) {
            requests.add(new AccessRequest(
                    request.region(), "s3:PutObjectTagging", List.of(arn(request, "s3:PutObject")), keys(request)));
        }
        if (action.equals("s3:PutObject") && request.header("x-amz-acl") != null) {
            requests.add(new AccessRequest(
                    request.region(), "s3:PutObjectAcl", List.of(arn(request, "s3:PutObject")), keys(request)));
        }
        requests.addAll(keyUses(request, action));
        return List.copyOf(requests);
    }

    private static String arn(S3Request request, String action) {
        var onObject = ActionCatalog.get().action(action).stream()
                .flatMap(info -> info.resourceTypes().stream())
                .anyMatch(type -> type.name().equals("object"));
        var bucket = "arn:aws:s3:::" + request.bucket();
        return onObject || !request.key().isEmpty() ? bucket + "/" + request.key() : bucket;
    }

    private static Map<String, List<String>> keys(S3Request request) {
        var context = new LinkedHashMap<String, List<String>>();
        Map.of(
                        "prefix", "s3:prefix",
                        "delimiter", "s3:delimiter",
                        "max-keys", "s3:max-keys",
                        "versionId", "s3:VersionId")
                .forEach((parameter, key) -> {
                    var value = request.query().get(parameter);
                    if (value != null) {
                        context.put(key, List.of(value));
                    }
                });
        Stream.of(
                        "x-amz-server-side-encryption",
                        "x-amz-server-side-encryption-aws-kms-key-id",
                        "x-amz-acl",
                        "x-amz-content-sha256",
                        "x-amz-copy-source",
                        "x-amz-storage-class",
                        "x-amz-metadata-directive")
                .forEach(header -> {
                    var value = request.header(header);
                    if (value != null) {
                        context.put("s3:" + header, List.of(value));
                    }
                });
        var tags = Authorization.decode(request.header("x-amz-tagging"));
        tags.forEach((name, value) -> context.put("s3:RequestObjectTag/" + name, List.of(value)));
        if (!tags.isEmpty()) {
            context.put("s3:RequestObjectTagKeys", List.copyOf(tags.keySet()));
        }
        // As with aws:SecureTransport: clients of AWS speak TLS.
        context.put("s3:TlsVersion", List.of("1.3"));
        context.put(
                "s3:authType",
                List.of(request.query().containsKey("X-Amz-Signature") ? "REST-QUERY-STRING" : "REST-HEADER"));
        context.put("s3:signatureversion", List.of("AWS4-HMAC-SHA256"));
        return context;
    }

    private static Stream<AccessRequest> deleted(S3Request request) {
        var objects = S3Action.deletedObjects(request.body());
        return objects.isEmpty()
                ? Stream.of(new AccessRequest(
                        request.region(),
                        "s3:DeleteObject",
                        List.of("arn:aws:s3:::" + request.bucket() + "/*"),
                        keys(request)))
                : objects.stream()
                        .map(object -> new AccessRequest(
                                request.region(),
                                object.version() ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
                                List.of("arn:aws:s3:::" + request.bucket() + "/" + object.key()),
                                keys(request)));
    }

    private static Optional<S3Request> copied(S3Request request) {
        var source = request.header("x-amz-copy-source");
        if (source == null) {
            return Optional.empty();
        }
        var parts = source.split("\\?versionId=", 2);
        var path = URLDecoder.decode(parts[0].replaceFirst("^/", ""), StandardCharsets.UTF_8)
                .split("/", 2);
        return Optional.of(new S3Request(
                "GET",
                request.region(),
                path[0],
                path.length == 2 ? path[1] : "",
                parts.length == 2 ? Map.of("versionId", parts[1]) : Map.of(),
                Map.of(),
                new byte[0]));
    }

    private List<AccessRequest> read(S3Request request, S3Request source) {
        var action = S3Action.of(source);
        var requests = new ArrayList<>(
                List.of(new AccessRequest(request.region(), action, List.of(arn(source, action)), keys(source))));
        requests.addAll(keyUses(source, action));
        return requests;
    }

    private List<AccessRequest> keyUses(S3Request request, String action) {
        if (READ.contains(action)) {
            var version = request.query().getOrDefault("versionId", "");
            return facts.objectKey(request.region(), request.bucket(), request.key(), version).stream()
                    .map(key -> use(request, "kms:Decrypt", key, bucketLevel(request, key)))
                    .toList();
        }
        if (!action.equals("s3:PutObject")) {
            return List.of();
        }
        // A part and the last word of a multipart upload read what was encrypted at its start.
        var multipart =
                request.query().containsKey("uploadId") || request.query().containsKey("uploads");
        var actions = multipart ? List.of("kms:GenerateDataKey", "kms:Decrypt") : List.of("kms:GenerateDataKey");
        return writeKey(request).stream()
                .flatMap(key -> actions.stream().map(name -> use(request, name, key.arn(), key.bucketLevel())))
                .toList();
    }

    private Optional<Facts.BucketKey> writeKey(S3Request request) {
        var algorithm = request.header("x-amz-server-side-encryption");
        var named = request.header("x-amz-server-side-encryption-aws-kms-key-id");
        if (named != null) {
            var bucketLevel =
                    "true".equalsIgnoreCase(request.header("x-amz-server-side-encryption-bucket-key-enabled"));
            return facts.key(request.region(), named).map(arn -> new Facts.BucketKey(arn, bucketLevel));
        }
        return algorithm == null ? facts.bucketKey(request.region(), request.bucket()) : Optional.empty();
    }

    private boolean bucketLevel(S3Request request, String key) {
        return facts.bucketKey(request.region(), request.bucket())
                .filter(bucket -> bucket.arn().equals(key))
                .map(Facts.BucketKey::bucketLevel)
                .orElse(false);
    }

    private static AccessRequest use(S3Request request, String action, String key, boolean bucketLevel) {
        var bucket = "arn:aws:s3:::" + request.bucket();
        return KeyUse.by(
                "s3",
                request.region(),
                action,
                key,
                Map.of("aws:s3:arn", bucketLevel ? bucket : bucket + "/" + request.key()));
    }
}
