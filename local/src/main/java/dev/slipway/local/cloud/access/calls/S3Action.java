package dev.slipway.local.cloud.access.calls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The action of a request to S3, whose operations are told by method, path and parameters. */
final class S3Action {
    private static final Pattern OBJECT = Pattern.compile("<Object>(.*?)</Object>", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);

    /** Parameters that name a part of a bucket, with the actions that read and change it. Deleting is changing, where there is no action for it. */
    private static final Map<String, List<String>> BUCKET = Map.ofEntries(
            Map.entry("accelerate", List.of("GetAccelerateConfiguration", "PutAccelerateConfiguration")),
            Map.entry("acl", List.of("GetBucketAcl", "PutBucketAcl")),
            Map.entry("analytics", List.of("GetAnalyticsConfiguration", "PutAnalyticsConfiguration")),
            Map.entry("cors", List.of("GetBucketCORS", "PutBucketCORS")),
            Map.entry("encryption", List.of("GetEncryptionConfiguration", "PutEncryptionConfiguration")),
            Map.entry(
                    "intelligent-tiering",
                    List.of("GetIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration")),
            Map.entry("inventory", List.of("GetInventoryConfiguration", "PutInventoryConfiguration")),
            Map.entry("lifecycle", List.of("GetLifecycleConfiguration", "PutLifecycleConfiguration")),
            Map.entry("location", List.of("GetBucketLocation", "GetBucketLocation")),
            Map.entry("logging", List.of("GetBucketLogging", "PutBucketLogging")),
            Map.entry("metrics", List.of("GetMetricsConfiguration", "PutMetricsConfiguration")),
            Map.entry("notification", List.of("GetBucketNotification", "PutBucketNotification")),
            Map.entry("object-lock", List.of("GetBucketObjectLockConfiguration", "PutBucketObjectLockConfiguration")),
            Map.entry("ownershipControls", List.of("GetBucketOwnershipControls", "PutBucketOwnershipControls")),
            Map.entry("policy", List.of("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy")),
            Map.entry("policyStatus", List.of("GetBucketPolicyStatus", "GetBucketPolicyStatus")),
            Map.entry("publicAccessBlock", List.of("GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock")),
            Map.entry("replication", List.of("GetReplicationConfiguration", "PutReplicationConfiguration")),
            Map.entry("requestPayment", List.of("GetBucketRequestPayment", "PutBucketRequestPayment")),
            Map.entry("tagging", List.of("GetBucketTagging", "PutBucketTagging")),
            Map.entry("uploads", List.of("ListBucketMultipartUploads", "ListBucketMultipartUploads")),
            Map.entry("versioning", List.of("GetBucketVersioning", "PutBucketVersioning")),
            Map.entry("versions", List.of("ListBucketVersions", "ListBucketVersions")),
            Map.entry("website", List.of("GetBucketWebsite", "PutBucketWebsite", "DeleteBucketWebsite")));

    private static final Map<String, List<String>> OBJECT_PARTS = Map.of(
            "acl", List.of("GetObjectAcl", "PutObjectAcl"),
            "attributes", List.of("GetObjectAttributes", "GetObjectAttributes"),
            "legal-hold", List.of("GetObjectLegalHold", "PutObjectLegalHold"),
            "restore", List.of("RestoreObject", "RestoreObject"),
            "retention", List.of("GetObjectRetention", "PutObjectRetention"),
            "select", List.of("GetObject", "GetObject"),
            "tagging", List.of("GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging"),
            "torrent", List.of("GetObject", "GetObject"));

    private static final Map<String, String> OF_VERSION = Map.of(
            "DeleteObject", "DeleteObjectVersion",
            "DeleteObjectTagging", "DeleteObjectVersionTagging",
            "GetObject", "GetObjectVersion",
            "GetObjectAcl", "GetObjectVersionAcl",
            "GetObjectAttributes", "GetObjectVersionAttributes",
            "GetObjectTagging", "GetObjectVersionTagging",
            "PutObjectAcl", "PutObjectVersionAcl",
            "PutObjectTagging", "PutObjectVersionTagging");

    /** An object of a request that deletes several. */
    record Deleted(String key, boolean version) {}

    private S3Action() {}

    static String of(S3Request request) {
        if (request.bucket().isEmpty()) {
            return "s3:ListAllMyBuckets";
        }
        if (request.key().isEmpty()) {
            return "s3:" + ofBucket(request);
        }
        var action = ofObject(request);
        return "s3:" + (request.query().containsKey("versionId") ? OF_VERSION.getOrDefault(action, action) : action);
    }

    private static String ofBucket(S3Request request) {
        if (request.method().equals("POST") && request.query().containsKey("delete")) {
            return "DeleteObjects";
        }
        for (var part : BUCKET.entrySet()) {
            if (request.query().containsKey(part.getKey())) {
                return byMethod(request.method(), part.getValue());
            }
        }
        return switch (request.method()) {
            case "PUT" -> "CreateBucket";
            case "DELETE" -> "DeleteBucket";
            case "POST" -> "PutObject";
            default -> "ListBucket";
        };
    }

    private static String ofObject(S3Request request) {
        if (request.query().containsKey("uploadId")) {
            return switch (request.method()) {
                case "GET" -> "ListMultipartUploadParts";
                case "DELETE" -> "AbortMultipartUpload";
                default -> "PutObject";
            };
        }
        for (var part : OBJECT_PARTS.entrySet()) {
            if (request.query().containsKey(part.getKey())) {
                return byMethod(request.method(), part.getValue());
            }
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> "GetObject";
            case "DELETE" -> "DeleteObject";
            default -> "PutObject";
        };
    }

    private static String byMethod(String method, List<String> actions) {
        return switch (method) {
            case "GET", "HEAD" -> actions.get(0);
            case "DELETE" -> actions.get(actions.size() - 1);
            default -> actions.get(1);
        };
    }

    /** The objects that a request's body names. */
    static List<Deleted> deletedObjects(byte[] body) {
        var objects = new ArrayList<Deleted>();
        var matcher = OBJECT.matcher(new String(body, StandardCharsets.UTF_8));
        while (matcher.find()) {
            var key = KEY.matcher(matcher.group(1));
            if (key.find()) {
                objects.add(
                        new Deleted(unescaped(key.group(1)), matcher.group(1).contains("<VersionId>")));
            }
        }
        return objects;
    }

    private static String unescaped(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
