package dev.slipway.blueprint;

/**
 * The name of an S3 bucket.
 *
 * @param value the name: lower-case letters, digits and -, first and last a letter or digit (no dots: they break TLS names)
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">AWS reference</a>
 */
public record BucketName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an S3 bucket",
            "^(?!xn--|sthree-|amzn-s3-demo-|.*-s3alias$|.*--ol-s3$|.*--x-s3$|.*--table-s3$)[a-z0-9][a-z0-9-]*[a-z0-9]$",
            3,
            63,
            "lower-case letters, digits and -, first and last a letter or digit (no dots: they break TLS names)");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public BucketName {
        RULE.check(value);
    }
}
