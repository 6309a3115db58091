package dev.slipway.iam;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of <code>${aws:username, 'nobody'}</code>.
 *
 * @param key the request's key
 * @param fallback the value when the request has none, or null
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
record PolicyVariable(String key, @Nullable String fallback) {
    static PolicyVariable parse(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return new PolicyVariable(text.strip(), null);
        }
        String fallback = text.substring(comma + 1).strip();
        boolean quoted = fallback.length() >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
        return new PolicyVariable(
                text.substring(0, comma).strip(), quoted ? fallback.substring(1, fallback.length() - 1) : null);
    }

    @Nullable
    String value(Function<String, @Nullable String> variables) {
        // ${*}, ${?} and ${$} are how a policy writes these characters themselves.
        if (key.equals("*") || key.equals("?") || key.equals("$")) {
            return key;
        }
        String value = variables.apply(key);
        return value == null ? fallback : value;
    }
}
