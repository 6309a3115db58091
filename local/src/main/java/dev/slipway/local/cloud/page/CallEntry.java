package dev.slipway.local.cloud.page;

import java.time.Instant;
import java.util.List;

/**
 * A call of a role that IAM judged.
 *
 * @param time when
 * @param role name of the role
 * @param session name of its session
 * @param action such as {@code codebuild:StartBuild}
 * @param resource its ARN, or {@code *}
 * @param allowed whether it was allowed
 * @param statements what decided
 * @param message what the caller was told; empty when it was allowed
 */
public record CallEntry(
        Instant time,
        String role,
        String session,
        String action,
        String resource,
        boolean allowed,
        List<String> statements,
        String message) {
    /** Copies the statements. */
    public CallEntry {
        statements = List.copyOf(statements);
    }
}
