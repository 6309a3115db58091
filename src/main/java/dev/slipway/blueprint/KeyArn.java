package dev.slipway.blueprint;

/**
 * The ARN of a KMS key.
 *
 * @param value the text: arn:aws:kms:REGION:ACCOUNT:key/ID (an alias does not work in IAM)
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html">AWS reference</a>
 */
public record KeyArn(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the ARN of a KMS key",
            "^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):kms:[a-z]{2,4}(-[a-z]+)+-[0-9]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
            20,
            400,
            "arn:aws:kms:REGION:ACCOUNT:key/ID (an alias does not work in IAM)");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public KeyArn {
        RULE.check(value);
    }
}
