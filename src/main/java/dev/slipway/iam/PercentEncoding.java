package dev.slipway.iam;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The URL encoding (RFC 3986) in which IAM's own API answers policy documents. A plus sign stands for itself there. */
final class PercentEncoding {
    private static final int HEX = 16;

    private PercentEncoding() {}

    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int plain = 0;
        int at = text.indexOf('%');
        while (at >= 0) {
            int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), HEX) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), HEX) : -1;
            if (high >= 0 && low >= 0) {
                bytes.writeBytes(text.substring(plain, at).getBytes(StandardCharsets.UTF_8));
                bytes.write(high * HEX + low);
                plain = at + 3;
                at = text.indexOf('%', plain);
            } else {
                at = text.indexOf('%', at + 1);
            }
        }
        bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
