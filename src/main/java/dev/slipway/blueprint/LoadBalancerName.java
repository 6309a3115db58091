package dev.slipway.blueprint;

/**
 * The name of a load balancer.
 *
 * @param value the name: letters, digits and -, first and last a letter or digit, not beginning with internal-
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html">AWS reference</a>
 */
public record LoadBalancerName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a load balancer",
            "^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$",
            1,
            32,
            "letters, digits and -, first and last a letter or digit, not beginning with internal-");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public LoadBalancerName {
        RULE.check(value);
    }
}
