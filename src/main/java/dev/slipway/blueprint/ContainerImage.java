package dev.slipway.blueprint;

/**
 * The image of a container.
 *
 * @param value the text: REGISTRY/REPOSITORY:TAG
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">AWS reference</a>
 */
public record ContainerImage(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("the image of a container", "^[a-z0-9][A-Za-z0-9._:/@-]*$", 1, 255, "REGISTRY/REPOSITORY:TAG");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public ContainerImage {
        RULE.check(value);
    }
}
