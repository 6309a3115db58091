package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.ResourceType;
import java.util.List;
import java.util.regex.Pattern;

/** How far patterns of resources reach. */
final class Reach {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
    private static final int PARTS_AFTER_PARTITION = 4;

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
        for (String partition : Arn.PARTITIONS) {
            any = any.or(wildcard.covers(Wildcard.of("arn:" + partition + ":*".repeat(PARTS_AFTER_PARTITION))));
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
        Arn template = Arn.parse(type.arn()).orElse(null);
        if (arn == null || template == null || Wildcard.of(arn.resource()).isLiteral()) {
            return Truth.NO;
        }
        return fits(template.region(), arn.region())
                .and(fits(template.account(), arn.account()))
                .and(Wildcard.of(arn.service()).covers(Wildcard.of(template.service())))
                .and(Wildcard.of(arn.resource())
                        .covers(Wildcard.of(
                                VARIABLE.matcher(template.resource()).replaceAll("*"))));
    }

    private static Truth fits(String template, String part) {
        return template.isEmpty() ? Wildcard.of(part).matches("") : Truth.YES;
    }
}
