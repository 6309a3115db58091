package dev.slipway.iam.analysis;

import dev.slipway.iam.Statement;
import dev.slipway.iam.catalog.ActionInfo;
import java.util.List;
import java.util.Objects;

/**
 * Actions that a statement grants on every resource although they could be narrowed.
 *
 * @param statement the statement
 * @param pattern the entry of its {@code Action} element
 * @param actions the actions of that entry that could be narrowed
 */
public record WideGrant(Statement statement, String pattern, List<ActionInfo> actions) {
    public WideGrant {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(pattern);
        actions = List.copyOf(actions);
    }
}
