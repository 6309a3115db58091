package dev.slipway.iam.analysis;

import dev.slipway.iam.Truth;
import dev.slipway.iam.catalog.EscalationPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An escalation path that is open.
 *
 * @param path the path
 * @param grants for each of its actions, the statements that grant it
 */
public record Escalation(EscalationPath path, Map<String, List<Grant>> grants) {
    public Escalation {
        Objects.requireNonNull(path);
        grants = Map.copyOf(grants);
    }

    /**
     * Whether every action of the path is granted on every resource without a condition. A path whose actions are held to named
     * resources, or whose role to pass is, leads no further than those.
     */
    public Truth unlimited() {
        Truth all = Truth.YES;
        for (List<Grant> alternatives : grants.values()) {
            Truth any = Truth.NO;
            for (Grant grant : alternatives) {
                if (!grant.conditional()) {
                    any = any.or(grant.certain().and(grant.onEverything()));
                }
            }
            all = all.and(any);
        }
        return all;
    }
}
