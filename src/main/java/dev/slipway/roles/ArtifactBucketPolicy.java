package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * The policy of the artifact bucket: nobody without TLS 1.2 or newer.
 *
 * @param scope where the bucket lives
 * @param bucket its name
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">AWS reference</a>
 */
public record ArtifactBucketPolicy(Scope scope, String bucket) {
    private static final String OLDEST_TLS = "1.2";

    /** The document. */
    public PolicyDocument document() {
        var arn = scope.bucket(bucket);
        return PolicyDocument.of(
                Statement.deny("RequireTls")
                        .principalAnyone()
                        .actions("s3:*")
                        .resources(arn, arn + "/*")
                        .condition("Bool", "aws:SecureTransport", "false"),
                Statement.deny("RequireCurrentTls")
                        .principalAnyone()
                        .actions("s3:*")
                        .resources(arn, arn + "/*")
                        .condition("NumericLessThan", "s3:TlsVersion", OLDEST_TLS));
    }
}
