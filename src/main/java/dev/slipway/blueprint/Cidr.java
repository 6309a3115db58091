package dev.slipway.blueprint;

/**
 * A range of IPv4 addresses.
 *
 * @param value the text: A.B.C.D/N, the first address of the range
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

    private static final int BITS = 32;

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS or its Pulumi provider would refuse it. */
    public Cidr {
        RULE.check(value);
        var parts = value.split("/", 2);
        var prefix = Integer.parseInt(parts[1]);
        var address = address(parts[0]);
        var first = address >> (BITS - prefix) << (BITS - prefix);
        if (first != address) {
            throw new IllegalArgumentException("got \"%s\", expected the first address of a /%d: \"%s/%d\""
                    .formatted(value, prefix, text(first), prefix));
        }
    }

    /** How many bits of the address its range shares. */
    int prefix() {
        return Integer.parseInt(value.split("/", 2)[1]);
    }

    /** The first address. */
    long first() {
        return address(value.split("/", 2)[0]);
    }

    static String text(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 0xff, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff);
    }

    private static long address(String text) {
        var address = 0L;
        for (var octet : text.split("[.]", -1)) {
            address = address * 256 + Integer.parseInt(octet);
        }
        return address;
    }
}
