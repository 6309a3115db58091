package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** How far patterns of resources reach. */
final class Reach {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
    private static final List<Wildcard> EVERY_ARN = Arn.PARTITIONS.stream()
            .map(partition -> Wildcard.of("arn:" + partition + ":*:*:*:*"))
            .toList();
    /** ARNs of the catalog's types with stars for what differs, by template: as many as the catalog has. */
    private static final Map<String, Optional<Arn>> SHAPES = new ConcurrentHashMap<>();

    private Reach() {}

    /** Whether a pattern matches whatever there is: {@code *}, or {@code arn:aws:*} and the like. */
    static Truth isEverything(String pattern) {
        Wildcard wildcard = Wildcard.of(pattern);
        if (wildcard.isAny()) {
            return Truth.YES;
        }
        boolean namesService = Arn.parse(pattern)
                .map(arn -> Wildcard.of(arn.service()).isLiteral())
                .orElse(false);
        if (namesService || (!wildcard.hasWildcard() && !wildcard.hasUnknown())) {
            return Truth.NO;
        }
        Truth any = wildcard.hasUnknown() ? wildcard.covers(Wildcard.ANY) : Truth.NO;
        for (Wildcard everyArn : EVERY_ARN) {
            any = any.or(wildcard.covers(everyArn));
        }
        return any;
    }

    /**
     * Whether patterns of resources hold an action to nothing: they match every resource that it takes, in whatever account they
     * name.
     */
    static Truth isEverything(ActionInfo action, List<String> resources) {
        Truth any = Truth.NO;
        for (String resource : resources) {
            any = any.or(isEverything(resource));
        }
        if (any == Truth.YES) {
            return any;
        }
        Truth required = Truth.of(!action.requiredTypes().isEmpty());
        for (ResourceType type : action.resourceTypes()) {
            Truth covered = Truth.NO;
            for (String resource : resources) {
                covered = covered.or(isEvery(type, resource));
            }
            if (action.requiredTypes().isEmpty()) {
                any = any.or(covered);
            } else if (action.requiredTypes().contains(type.name())) {
                required = required.and(covered);
            }
        }
        return any.or(required);
    }

    /** Only the last part counts, and the service: every project of one account is every project. */
    private static Truth isEvery(ResourceType type, String pattern) {
        Arn arn = Arn.parse(pattern).orElse(null);
        Arn shape = SHAPES.computeIfAbsent(type.arn(), Reach::shape).orElse(null);
        if (arn == null || shape == null || Wildcard.of(arn.resource()).isLiteral()) {
            return Truth.NO;
        }
        return fits(shape.region(), arn.region())
                .and(fits(shape.account(), arn.account()))
                .and(Wildcard.of(arn.service()).covers(Wildcard.of(shape.service())))
                .and(Wildcard.of(arn.resource()).covers(Wildcard.of(shape.resource())));
    }

    private static Optional<Arn> shape(String template) {
        return Arn.parse(VARIABLE.matcher(template).replaceAll("*"));
    }

    private static Truth fits(String shape, String part) {
        return shape.isEmpty() ? Wildcard.of(part).matches("") : Truth.YES;
    }
}
