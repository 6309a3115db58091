package dev.slipway.iam.analysis;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An action that none of its statement's resources fits, so that the statement does nothing for it.
 *
 * @param statement the statement
 * @param action the action, as AWS writes it
 */
public record ResourceMismatch(Statement statement, ActionInfo action) {
    public ResourceMismatch {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(action);
    }

    /** All mismatches of actions that a document names in full; patterns of actions may mean those that fit. */
    public static List<ResourceMismatch> in(PolicyDocument document) {
        List<ResourceMismatch> mismatches = new ArrayList<>();
        ActionCatalog catalog = ActionCatalog.get();
        for (Statement statement : document.statements()) {
            if (statement.resources().isEmpty()) {
                continue;
            }
            for (String name : statement.actions()) {
                if (Unknown.isIn(name)) {
                    continue;
                }
                catalog.action(name)
                        .filter(action -> statement.resources().stream()
                                .allMatch(resource -> catalog.fits(action, resource) == Truth.NO))
                        .ifPresent(action -> mismatches.add(new ResourceMismatch(statement, action)));
            }
        }
        return mismatches;
    }
}
