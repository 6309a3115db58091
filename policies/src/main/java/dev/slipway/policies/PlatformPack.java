package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.rules.codebuild.BuildIsCached;
import dev.slipway.policies.rules.ecr.ImageTagsAreImmutable;
import dev.slipway.policies.rules.iam.NoFullAdmin;
import dev.slipway.policies.rules.iam.PassRoleIsLimited;
import dev.slipway.policies.rules.logs.LogsExpire;
import dev.slipway.policies.rules.s3.BucketHasLifecycle;
import java.util.List;

/** The one list of rules: one line a rule, by service, sorted. */
public final class PlatformPack {
    private static final List<Rule> RULES = List.of(
            // codebuild
            new BuildIsCached(),
            // ecr
            new ImageTagsAreImmutable(),
            // iam
            new NoFullAdmin(),
            new PassRoleIsLimited(),
            // logs
            new LogsExpire(),
            // s3
            new BucketHasLifecycle()
            // end
            );

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
