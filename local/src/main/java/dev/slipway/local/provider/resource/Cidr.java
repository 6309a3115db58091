package dev.slipway.local.provider.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IPv4 networks in CIDR notation. */
final class Cidr {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private Cidr() {}

    /** What is wrong with the network, or null. */
    static @Nullable String problem(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            return "expected an IPv4 network such as 10.0.0.0/16";
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return "expected an IPv4 network such as 10.0.0.0/16: " + part + " is more than 255";
            }
            address = address << 8 | part;
        }
        int bits = Integer.parseInt(matcher.group(5));
        if (bits > 32) {
            return "expected an IPv4 network such as 10.0.0.0/16: /" + bits + " is more than /32";
        }
        long mask = bits == 0 ? 0 : 0xffffffffL << (32 - bits) & 0xffffffffL;
        if ((address & mask) != address) {
            long network = address & mask;
            return "expected the first address of the network, " + (network >> 24) + "." + (network >> 16 & 255) + "."
                    + (network >> 8 & 255) + "." + (network & 255) + "/" + bits;
        }
        return null;
    }
}
