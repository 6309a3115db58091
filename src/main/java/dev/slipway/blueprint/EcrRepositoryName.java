package dev.slipway.blueprint;

/**
 * The name of an ECR repository.
 *
 * @param value the name: lower-case letters and digits, separated by single . _ - or /
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">AWS reference</a>
 */
public record EcrRepositoryName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an ECR repository",
            "^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$",
            2,
            256,
            "lower-case letters and digits, separated by single . _ - or /");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public EcrRepositoryName {
        RULE.check(value);
    }
}
