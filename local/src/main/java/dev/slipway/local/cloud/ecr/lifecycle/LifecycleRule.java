package dev.slipway.local.cloud.ecr.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One rule.
 *
 * @param priority lower ones come first
 * @param selection which images it looks at
 * @param count how many or how old
 * @param number number of images, or of days
 */
record LifecycleRule(int priority, TagSelection selection, Count count, int number) {
    /** What is counted. */
    enum Count {
        IMAGES_MORE_THAN,
        DAYS_SINCE_PUSHED
    }

    boolean matches(StoredImage image) {
        return selection.matches(image.tags());
    }

    /** The images that the rule would expire if it were alone. */
    List<StoredImage> identifies(List<StoredImage> images, Instant now) {
        var matching = images.stream()
                .filter(this::matches)
                .sorted(Comparator.comparing(StoredImage::pushedAt).reversed().thenComparing(StoredImage::digest))
                .toList();
        return switch (count) {
            case IMAGES_MORE_THAN -> matching.subList(Math.min(number, matching.size()), matching.size());
            case DAYS_SINCE_PUSHED ->
                matching.stream()
                        .filter(image -> image.pushedAt().isBefore(now.minus(Duration.ofDays(number))))
                        .toList();
        };
    }
}
