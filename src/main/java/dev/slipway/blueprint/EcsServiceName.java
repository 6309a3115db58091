package dev.slipway.blueprint;

/**
 * The name of an ECS service.
 *
 * @param value the name: letters, digits, _ and -
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">AWS reference</a>
 */
public record EcsServiceName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("the name of an ECS service", "^[A-Za-z0-9_-]+$", 1, 255, "letters, digits, _ and -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public EcsServiceName {
        RULE.check(value);
    }
}
