package dev.slipway.local.provider.once;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** A digest of inputs: equal inputs give equal digests, and no secret can be read from it. */
public final class Digest {
    private Digest() {}

    /** The digest of inputs as the engine sends them. */
    public static String of(Struct inputs) {
        StringBuilder text = new StringBuilder();
        write(Value.newBuilder().setStructValue(inputs).build(), text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    // Field order in a message is no part of its meaning.
    private static void write(Value value, StringBuilder text) {
        switch (value.getKindCase()) {
            case STRUCT_VALUE ->
                new TreeMap<>(value.getStructValue().getFieldsMap()).forEach((name, field) -> {
                    text.append(name.length()).append(':').append(name);
                    write(field, text);
                });
            case LIST_VALUE -> {
                text.append('[').append(value.getListValue().getValuesCount());
                value.getListValue().getValuesList().forEach(item -> write(item, text));
            }
            case STRING_VALUE ->
                text.append('s')
                        .append(value.getStringValue().length())
                        .append(':')
                        .append(value.getStringValue());
            default ->
                text.append(value.getKindCase()).append(value.getNumberValue()).append(value.getBoolValue());
        }
    }
}
