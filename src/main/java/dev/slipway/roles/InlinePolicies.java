package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import java.util.List;

/**
 * The inline policies of one role. AWS counts their characters together, without white space, and refuses the one that is
 * too much when the role is created.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas, the
 *     total of a role's inline policies (as of 2026-11); it cannot be raised</a>
 */
public record InlinePolicies(List<PolicyDocument> documents) {
    /** What AWS allows a role. */
    public static final int MOST = 10_240;

    public InlinePolicies {
        documents = List.copyOf(documents);
    }

    /** What AWS counts. */
    public int size() {
        return documents.stream()
                .mapToInt(document -> (int) document.toJson()
                        .chars()
                        .filter(character -> !Character.isWhitespace(character))
                        .count())
                .sum();
    }
}
