package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.regex.Pattern;

/** Reads bucket, key and parameters from a request to S3, in path style or with the bucket in the host's name. */
public final class S3Wire {
    private static final Pattern BUCKET_HOST = Pattern.compile("(.+)\\.s3(?:[.-][^:]*)?(?::\\d+)?");

    private static final Pattern PLAIN_HOST = Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d+)?");

    private S3Wire() {}

    /** Whether it is certain which bucket a request is about; host names may say so in more ways than this. */
    public static boolean isPlain(SignedRequest request) {
        var host = request.header("host");
        return host != null
                && (PLAIN_HOST.matcher(host).matches()
                        || BUCKET_HOST.matcher(host).matches());
    }

    /** Whether the name of the host names a bucket. */
    public static boolean hasBucketHost(SignedRequest request) {
        var host = request.header("host");
        return host != null && BUCKET_HOST.matcher(host).matches();
    }

    /** The request; its body is only looked at when several objects are to be deleted. */
    public static S3Request of(SignedRequest request, String region) {
        var path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/", "");
        var host = request.header("host");
        var inHost = BUCKET_HOST.matcher(host == null ? "" : host);
        var slash = path.indexOf('/');
        var bucket = inHost.matches() ? inHost.group(1) : slash < 0 ? path : path.substring(0, slash);
        var key = inHost.matches() ? path : slash < 0 ? "" : path.substring(slash + 1);
        var headers = new HashMap<String, String>();
        request.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        return new S3Request(
                request.method(), region, bucket, key, Authorization.decode(request.query()), headers, request.body());
    }
}
