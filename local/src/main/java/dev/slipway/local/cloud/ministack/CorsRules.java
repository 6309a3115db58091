package dev.slipway.local.cloud.ministack;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The CORS configurations of buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of a CORS configuration</a>
 */
public record CorsRules(MinistackClients clients) {
    /** Whether a rule of a bucket lets pages of an origin make requests of a method. */
    public boolean allow(String bucket, String origin, String method) {
        try {
            return clients.s3("us-east-1").getBucketCors(request -> request.bucket(bucket)).corsRules().stream()
                    .anyMatch(rule -> rule.allowedMethods().contains(method) && matches(rule, origin));
        } catch (S3Exception none) {
            // No such bucket, or no configuration: neither lets anybody in.
            return false;
        }
    }

    private static boolean matches(CORSRule rule, String origin) {
        return rule.allowedOrigins().stream().anyMatch(allowed -> Pattern.matches(pattern(allowed), origin));
    }

    private static String pattern(String allowed) {
        return Pattern.quote(allowed).replace("*", "\\E.*\\Q");
    }
}
