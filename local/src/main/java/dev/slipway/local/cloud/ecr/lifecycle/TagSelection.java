package dev.slipway.local.cloud.ecr.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which images a rule looks at.
 *
 * @param status tagged, untagged or any
 * @param patterns for tagged images: each must match a tag of the image
 */
record TagSelection(Status status, List<Pattern> patterns) {
    /** Whether a rule looks at images with tags. */
    enum Status {
        TAGGED,
        UNTAGGED,
        ANY
    }

    boolean matches(Set<String> tags) {
        return switch (status) {
            case ANY -> true;
            case UNTAGGED -> tags.isEmpty();
            case TAGGED ->
                !tags.isEmpty()
                        && patterns.stream().allMatch(pattern -> tags.stream()
                                .anyMatch(tag -> pattern.matcher(tag).matches()));
        };
    }

    static Pattern prefix(String prefix) {
        return Pattern.compile(Pattern.quote(prefix) + ".*");
    }

    static Pattern wildcards(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
