package dev.slipway.iam.evaluation;

import dev.slipway.iam.Statement;
import java.util.Objects;

/**
 * A statement that applies to the request.
 *
 * @param layer where the statement stands
 * @param statement the statement
 * @param certain false when it depends on unknown parts whether it applies
 */
public record MatchedStatement(PolicyLayer layer, Statement statement, boolean certain) {
    public MatchedStatement {
        Objects.requireNonNull(layer);
        Objects.requireNonNull(statement);
    }
}
