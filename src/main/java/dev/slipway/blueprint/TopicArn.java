package dev.slipway.blueprint;

/**
 * The ARN of an SNS topic.
 *
 * @param value the text: arn:aws:sns:REGION:ACCOUNT:NAME (not a FIFO topic: an approval cannot use one)
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html">AWS reference</a>
 */
public record TopicArn(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the ARN of an SNS topic",
            "^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):sns:[a-z]{2,4}(-[a-z]+)+-[0-9]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$",
            20,
            400,
            "arn:aws:sns:REGION:ACCOUNT:NAME (not a FIFO topic: an approval cannot use one)");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public TopicArn {
        RULE.check(value);
    }
}
