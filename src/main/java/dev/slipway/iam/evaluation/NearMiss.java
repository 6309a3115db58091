package dev.slipway.iam.evaluation;

import dev.slipway.iam.Statement;
import java.util.List;
import java.util.Objects;

/**
 * A statement that would have allowed the request, had one element matched.
 *
 * @param layer where the statement stands
 * @param statement the statement
 * @param mismatches what kept it from applying: one element, or several conditions
 */
public record NearMiss(PolicyLayer layer, Statement statement, List<Mismatch> mismatches) {
    public NearMiss {
        Objects.requireNonNull(layer);
        Objects.requireNonNull(statement);
        mismatches = List.copyOf(mismatches);
    }
}
