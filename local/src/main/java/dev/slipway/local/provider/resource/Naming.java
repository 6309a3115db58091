package dev.slipway.local.provider.resource;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/**
 * Where generated names come from.
 *
 * @param urnName the Pulumi name of the resource
 * @param seed the engine's random seed of this resource; stays the same from preview to update
 * @param proposed a name that the engine's autonaming settings propose, or empty
 * @param enforced whether the proposed name has to be taken as it is
 * @param disabled whether the engine's settings forbid generated names
 */
public record Naming(String urnName, ByteString seed, String proposed, boolean enforced, boolean disabled) {
    // As long as the suffix that Terraform adds to a prefix: 26 digits.
    private static final int PREFIXED_BYTES = 13;

    String name(AutoName autoName) {
        if (disabled) {
            throw new IllegalArgumentException(
                    "got no \"" + autoName.property() + "\", and autonaming is disabled for this stack; set it");
        }
        if (!proposed.isEmpty()) {
            String name = enforced || !autoName.lowerCase() ? proposed : proposed.toLowerCase(java.util.Locale.ROOT);
            if (name.length() > autoName.maxLength()) {
                throw new IllegalArgumentException("got the proposed name \"" + name + "\", longer than the "
                        + autoName.maxLength() + " characters that AWS allows; set \"" + autoName.property() + "\"");
            }
            return enforced ? name : autoName.prefix() + name;
        }
        return autoName.generate(urnName, seed.toByteArray());
    }

    String afterPrefix(String prefix) {
        return prefix
                + HexFormat.of()
                        .formatHex(seed.substring(0, Math.min(PREFIXED_BYTES, seed.size()))
                                .toByteArray());
    }
}
