package dev.slipway.iam.analysis;

import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import java.util.List;
import java.util.Objects;

/**
 * That a statement grants an action, once the document's unconditional denies are taken away.
 *
 * @param statement the statement that allows
 * @param certain whether it does for sure; unknown when the statement's actions are partly unknown
 * @param resources the patterns of resources that are left; {@code *} for a statement without {@code Resource}
 */
public record Grant(Statement statement, Truth certain, List<String> resources) {
    public Grant {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(certain);
        resources = List.copyOf(resources);
    }

    /** Whether the grant is on every resource, conditions aside; unknown when a pattern as a whole is. */
    public Truth onEverything() {
        Truth any = Truth.NO;
        for (String resource : resources) {
            any = any.or(Wildcard.of(resource).covers(Wildcard.ANY));
        }
        return any;
    }

    /** Whether some condition must hold. */
    public boolean conditional() {
        return !statement.conditions().isEmpty();
    }
}
