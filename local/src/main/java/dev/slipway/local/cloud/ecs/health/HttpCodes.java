package dev.slipway.local.cloud.ecs.health;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The status codes that a target group takes as healthy: {@code 200}, {@code 200,302}, {@code 200-399}.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html">Matcher</a>
 */
public final class HttpCodes {
    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    private final String text;
    private final List<int[]> ranges;

    private HttpCodes(String text, List<int[]> ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /** Reads a matcher. */
    public static HttpCodes parse(String text) {
        var ranges = new ArrayList<int[]>();
        for (var part : text.split(",", -1)) {
            var matcher = RANGE.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "matcher is \"%s\", expected codes such as 200, 200,302 or 200-399: correct the target group"
                                .formatted(text));
            }
            var low = Integer.parseInt(matcher.group(1));
            var high = matcher.group(2) == null ? low : Integer.parseInt(matcher.group(2));
            ranges.add(new int[] {low, high});
        }
        return new HttpCodes(text, ranges);
    }

    /** Whether the code counts as healthy. */
    public boolean matches(int code) {
        return ranges.stream().anyMatch(range -> range[0] <= code && code <= range[1]);
    }

    @Override
    public String toString() {
        return text;
    }
}
