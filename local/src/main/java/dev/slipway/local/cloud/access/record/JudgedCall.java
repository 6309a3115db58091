package dev.slipway.local.cloud.access.record;

import dev.slipway.iam.evaluation.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A call of a role that was judged.
 *
 * @param time when
 * @param role ARN of the role
 * @param session name of its session, which names the execution, build or task that it worked for
 * @param region where
 * @param action such as codebuild:StartBuild
 * @param resource the ARN, or {@code *}
 * @param context condition keys in lower case
 * @param outcome how it was judged
 * @param statements what decided: each the policy's name, a slash, and the Sid or number of the statement
 * @param message what the caller was told; empty when it was allowed
 * @param withoutIdentity whether the resource's own policy allows it, so that no policy of the role is needed
 */
public record JudgedCall(
        Instant time,
        String role,
        String session,
        String region,
        String action,
        String resource,
        Map<String, List<String>> context,
        Decision.Outcome outcome,
        List<String> statements,
        String message,
        boolean withoutIdentity) {
    /** Copies its collections. */
    public JudgedCall {
        context = Map.copyOf(context);
        statements = List.copyOf(statements);
    }

    /** Whether the call went through. */
    public boolean allowed() {
        return outcome == Decision.Outcome.ALLOWED;
    }
}
