package dev.slipway.local.provider.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How a resource type gets a name when the program gives none: the Pulumi name, a dash and seven hex digits, as the
 * official plugin does.
 *
 * @param property the property that takes the name
 * @param prefix text that AWS wants in front, such as {@code alias/}
 * @param maxLength what AWS allows
 * @param lowerCase whether AWS allows only lower case
 */
public record AutoName(String property, String prefix, int maxLength, boolean lowerCase) {
    private static final int RANDOM_DIGITS = 7;

    /** A name in the case that the program uses. */
    public static AutoName of(String property, int maxLength) {
        return new AutoName(property, "", maxLength, false);
    }

    /** A name in lower case. */
    public static AutoName lowerCase(String property, int maxLength) {
        return new AutoName(property, "", maxLength, true);
    }

    /**
     * The name; the same seed gives the same name, so that a preview and the update after it agree.
     *
     * @throws IllegalArgumentException if the name would be longer than AWS allows
     */
    String generate(String urnName, byte[] seed) {
        String base = prefix + (lowerCase ? urnName.toLowerCase(Locale.ROOT) : urnName) + "-";
        if (base.length() + RANDOM_DIGITS > maxLength) {
            throw new IllegalArgumentException("got the name \"" + urnName + "\", which with " + (RANDOM_DIGITS + 1)
                    + " random characters is longer than the " + maxLength + " that AWS allows; set \"" + property
                    + "\" or shorten the name");
        }
        return base + hex(base, seed).substring(0, RANDOM_DIGITS);
    }

    private static String hex(String base, byte[] seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(seed);
            return HexFormat.of().formatHex(digest.digest(base.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("got a Java without SHA-256, expected any standard one", e);
        }
    }
}
