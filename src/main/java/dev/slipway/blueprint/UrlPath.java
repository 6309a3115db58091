package dev.slipway.blueprint;

/**
 * The path of a health check.
 *
 * @param value the text: beginning with /
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">AWS reference</a>
 */
public record UrlPath(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("a URL path", "^/[A-Za-z0-9_.$/~@:+?&=%#-]*$", 1, 1024, "beginning with /");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public UrlPath {
        RULE.check(value);
    }
}
