package dev.slipway.local.cloud.access.proof;

import java.util.List;

/**
 * What became of a role's policies.
 *
 * @param role its ARN
 * @param input names policies and calls: the same text means the same result
 * @param statements in the order of the policies
 * @param missing calls that were denied, each once for every step
 */
public record RoleProof(String role, String input, List<StatementProof> statements, List<Step> missing) {
    /** Copies its lists. */
    public RoleProof {
        statements = List.copyOf(statements);
        missing = List.copyOf(missing);
    }

    /** Whether nothing is unused, nothing unnecessary and nothing missing. */
    public boolean exact() {
        return missing.isEmpty()
                && statements.stream()
                        .allMatch(statement ->
                                !statement.unused() && statement.unnecessary().isEmpty());
    }
}
