package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the addresses of a VPC among subnets.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">AWS reference</a>
 */
public final class VpcLayout {
    private static final Range PREFIX = new Range(16, 24);
    private static final int SHARE_BITS = 2;
    private static final int BITS = 32;

    private VpcLayout() {}

    /**
     * The first subnets of a quarter each.
     *
     * @param vpc range of the VPC, /16 to /24
     * @param number how many, at most four
     * @throws IllegalArgumentException when the range has another size, or begins inside itself
     */
    public static List<String> subnets(Cidr vpc, int number) {
        var parts = vpc.value().split("/", 2);
        var prefix = PREFIX.check(Integer.parseInt(parts[1]));
        var first = address(parts[0]);
        if ((first & ((1L << (BITS - prefix)) - 1)) != 0) {
            throw new IllegalArgumentException(
                    "got \"%s\", expected the first address of a /%d".formatted(vpc.value(), prefix));
        }
        var size = 1L << (BITS - prefix - SHARE_BITS);
        var subnets = new ArrayList<String>();
        for (var i = 0; i < number; i++) {
            subnets.add("%s/%d".formatted(text(first + i * size), prefix + SHARE_BITS));
        }
        return List.copyOf(subnets);
    }

    private static long address(String text) {
        var address = 0L;
        for (var octet : text.split("[.]", -1)) {
            address = address * 256 + Integer.parseInt(octet);
        }
        return address;
    }

    private static String text(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 0xff, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff);
    }
}
