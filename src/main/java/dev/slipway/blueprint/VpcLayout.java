package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the addresses of a VPC among subnets.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">AWS reference</a>
 */
public final class VpcLayout {
    private static final int SHARE_BITS = 2;
    private static final int BITS = 32;

    private VpcLayout() {}

    /**
     * The first subnets of a quarter each.
     *
     * @param vpc range of the VPC
     * @param number how many, at most four
     */
    public static List<String> subnets(VpcCidr vpc, int number) {
        var range = vpc.range();
        var prefix = range.prefix();
        var size = 1L << (BITS - prefix - SHARE_BITS);
        var subnets = new ArrayList<String>();
        for (var i = 0; i < number; i++) {
            subnets.add("%s/%d".formatted(Cidr.text(range.first() + i * size), prefix + SHARE_BITS));
        }
        return List.copyOf(subnets);
    }
}
