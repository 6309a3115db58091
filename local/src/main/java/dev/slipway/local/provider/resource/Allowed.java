package dev.slipway.local.provider.resource;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on one value, checked at preview as the official plugin does. */
@FunctionalInterface
public interface Allowed {
    /** What is wrong with the value, or null. The message does not repeat the value: it may be a secret. */
    @Nullable
    String problem(Object value);

    /** Any of the listed values. */
    static Allowed oneOf(Object... values) {
        return oneOf(java.util.List.of(values));
    }

    /** Any of the listed values, such as an AWS enum's. */
    static Allowed oneOf(Collection<?> values) {
        TreeSet<String> allowed = new TreeSet<>(
                (a, b) -> a.length() == b.length() || !isNumber(a) ? a.compareTo(b) : a.length() - b.length());
        values.forEach(value -> allowed.add(value.toString()));
        return value -> allowed.contains(value.toString()) ? null : "expected one of " + String.join(", ", allowed);
    }

    /** Text that matches the whole pattern; {@code words} says so in a message. */
    static Allowed pattern(String regex, String words) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return value -> pattern.matcher(value.toString()).matches() ? null : "expected " + words;
    }

    /** A number from {@code least} to {@code most}. */
    static Allowed range(long least, long most) {
        return value -> value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
                ? null
                : "expected a number from " + least + " to " + most;
    }

    /** A text of so many characters. */
    static Allowed length(int least, int most) {
        return value -> value.toString().length() >= least && value.toString().length() <= most
                ? null
                : "expected " + least + " to " + most + " characters";
    }

    /** An ARN, or empty text. */
    static Allowed arn() {
        return pattern(
                "|arn:[\\w-]+:[\\w-]+:[a-z0-9-]*:(\\d{12}|aws|aws-managed|cloudfront)?:.+",
                "an ARN such as arn:aws:iam::123456789012:role/deploy");
    }

    /** JSON text. */
    static Allowed json() {
        return value -> {
            try {
                return value.toString().isBlank() || JsonParser.parseString(value.toString()) == null
                        ? "expected JSON"
                        : null;
            } catch (JsonParseException e) {
                return "expected JSON: " + e.getMessage();
            }
        };
    }

    /** An IPv4 network whose host bits are zero. */
    static Allowed cidr() {
        return value -> Cidr.problem(value.toString());
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }
}
