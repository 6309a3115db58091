package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.rules.ecr.ImageTagsAreImmutable;
import java.util.List;

/** The one list of rules: one line a rule, by service, sorted. */
public final class PlatformPack {
    private static final List<Rule> RULES = List.of(
            // ecr
            new ImageTagsAreImmutable());

    private PlatformPack() {}

    /** The pack. */
    public static Pack pack() {
        return new Pack(
                "slipway-policies",
                "Slipway policies",
                "0.1.0",
                "Least privilege, artifact lifecycle, build caching, and what peers check, for delivery pipelines on AWS",
                RULES);
    }
}
