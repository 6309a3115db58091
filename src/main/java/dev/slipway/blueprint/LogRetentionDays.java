package dev.slipway.blueprint;

import java.util.List;

/**
 * How long CloudWatch Logs keeps log events.
 *
 * @param value days, one of {@link #ALLOWED}
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">AWS reference</a>
 */
public record LogRetentionDays(int value) {
    /** The numbers of days that CloudWatch Logs knows. */
    public static final List<Integer> ALLOWED = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Makes the retention, or throws {@link IllegalArgumentException} when CloudWatch Logs would refuse it. */
    public LogRetentionDays {
        if (!ALLOWED.contains(value)) {
            throw new IllegalArgumentException("got %d, expected one of %s days"
                    .formatted(
                            value,
                            String.join(
                                    ", ", ALLOWED.stream().map(String::valueOf).toList())));
        }
    }
}
