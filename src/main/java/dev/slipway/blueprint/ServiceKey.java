package dev.slipway.blueprint;

/**
 * The name of a service in this stack.
 *
 * @param value the name: lower-case letters, digits and single -, first a letter; resources are named after it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html">AWS reference</a>
 */
public record ServiceKey(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a service in this stack",
            "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            1,
            32,
            "lower-case letters, digits and single -, first a letter; resources are named after it");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public ServiceKey {
        RULE.check(value);
    }
}
