package dev.slipway.iam.catalog;

import dev.slipway.iam.Wildcard;
import java.util.List;
import java.util.Objects;

/**
 * A type of resource that actions of a service take.
 *
 * @param name AWS's name of the type, such as {@code project}
 * @param arn AWS's template, such as <code>arn:${Partition}:codebuild:${Region}:${Account}:project/${ProjectName}</code>
 * @param pattern what ARNs of the type look like
 * @param narrower patterns of other types of the service whose ARNs this pattern matches too, as every object's ARN matches the
 *     bucket's pattern
 * @param conditionKeys keys that are about the resource
 */
public record ResourceType(
        String name, String arn, Wildcard pattern, List<Wildcard> narrower, List<String> conditionKeys) {
    public ResourceType {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(pattern);
        narrower = List.copyOf(narrower);
        conditionKeys = List.copyOf(conditionKeys);
    }
}
