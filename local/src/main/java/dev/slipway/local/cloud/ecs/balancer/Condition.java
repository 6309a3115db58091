package dev.slipway.local.cloud.ecs.balancer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A condition of a listener rule: one of its values has to match.
 *
 * @param field {@code host-header}, {@code path-pattern}, {@code http-request-method}, {@code http-header} or
 *     {@code query-string}; any other never holds
 * @param name of the header; empty for other fields
 * @param values patterns with {@code *} and {@code ?}; those of a query string are {@code key=text} or {@code text}
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html">RuleCondition</a>
 */
public record Condition(String field, String name, List<String> values) {
    /** Copies the values. */
    public Condition {
        values = List.copyOf(values);
    }

    boolean holds(RequestView request) {
        return values.stream().anyMatch(value -> holds(request, value));
    }

    private boolean holds(RequestView request, String value) {
        return switch (field) {
            case "host-header" -> like(value, request.host(), true);
            case "path-pattern" -> like(value, request.path(), false);
            case "http-request-method" -> value.equals(request.method());
            case "http-header" -> request.headers().apply(name).stream().anyMatch(header -> like(value, header, true));
            case "query-string" ->
                List.of(request.query().split("&", -1)).stream().anyMatch(part -> queryMatches(value, part));
            default -> false;
        };
    }

    private static boolean queryMatches(String value, String part) {
        return value.contains("=") ? like(value, part, true) : like(value, part.substring(part.indexOf('=') + 1), true);
    }

    private static boolean like(String pattern, String text, boolean ignoreCase) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(ignoreCase ? text.toLowerCase(Locale.ROOT) : text)
                .matches();
    }
}
