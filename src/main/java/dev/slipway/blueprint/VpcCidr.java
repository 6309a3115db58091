package dev.slipway.blueprint;

/**
 * The addresses of a VPC that is divided among subnets.
 *
 * @param value the text: A.B.C.D/N, the first address of the range, N from 16 to 24
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">AWS reference</a>
 */
public record VpcCidr(String value) implements Text {
    /** What AWS accepts and leaves room for subnets. */
    public static final TextRule RULE = new TextRule(
            "the IPv4 range of a VPC",
            "^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])/(1[6-9]|2[0-4])$",
            10,
            18,
            "A.B.C.D/N, N from 16 to 24");

    /** Makes the text, or throws {@link IllegalArgumentException} when it cannot be the range of such a VPC. */
    public VpcCidr {
        RULE.check(value);
        new Cidr(value);
    }

    /** As a range. */
    Cidr range() {
        return new Cidr(value);
    }
}
