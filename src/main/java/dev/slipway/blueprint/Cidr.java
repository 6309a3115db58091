package dev.slipway.blueprint;

/**
 * A range of IPv4 addresses.
 *
 * @param value the text: A.B.C.D/N
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">AWS reference</a>
 */
public record Cidr(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "an IPv4 range",
            "^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])/(3[0-2]|[12]?[0-9])$",
            9,
            18,
            "A.B.C.D/N");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public Cidr {
        RULE.check(value);
    }
}
