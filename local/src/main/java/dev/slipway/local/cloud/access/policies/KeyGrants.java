package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/**
 * Grants of a key as the statements that they stand for. Their tokens do not matter here, as a grant holds from its creation on.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">Grants in KMS</a>
 */
final class KeyGrants {
    private static final String CONTEXT = "kms:EncryptionContext:";
    private static final String CONTEXT_KEYS = "kms:EncryptionContextKeys";
    /** What the encryption context of a grant is not about. */
    private static final Set<String> WITHOUT_CONTEXT = Set.of("DescribeKey");
    /**
     * Passing on a grant is allowed by what narrows it no further than the grant itself, and retiring is about one grant, which no statement
     * can say: both need a policy.
     */
    private static final Set<String> BY_POLICY = Set.of("CreateGrant", "RetireGrant");

    private KeyGrants() {}

    /** What the key's policy and its grants say together. */
    static PolicyDocument with(PolicyDocument policy, List<GrantListEntry> grants) {
        var statements = new ArrayList<>(policy.statements());
        grants.forEach(grant -> statements.addAll(statements(grant)));
        return new PolicyDocument(policy.version(), policy.id(), statements, policy.complete());
    }

    private static List<Statement> statements(GrantListEntry grant) {
        var statements = new ArrayList<Statement>();
        for (var operation : grant.operationsAsStrings()) {
            if (!BY_POLICY.contains(operation)) {
                var statement = to(grant.granteePrincipal(), Statement.allow("grant-" + grant.grantId()))
                        .actions("kms:" + operation)
                        .resources("*");
                statements.add(WITHOUT_CONTEXT.contains(operation) ? statement : narrowed(statement, grant));
            }
        }
        return statements;
    }

    private static Statement to(String grantee, Statement statement) {
        return grantee.startsWith("arn:") ? statement.principalAws(grantee) : statement.principalService(grantee);
    }

    private static Statement narrowed(Statement statement, GrantListEntry grant) {
        var constraints = grant.constraints();
        if (constraints == null) {
            return statement;
        }
        var subset = constraints.encryptionContextSubset();
        var equal = constraints.encryptionContextEquals();
        var narrowed = holding(holding(statement, subset), equal);
        if (!constraints.hasEncryptionContextEquals()) {
            return narrowed;
        }
        return equal.isEmpty()
                ? narrowed.condition("Null", CONTEXT_KEYS, "true")
                : narrowed.condition("ForAllValues:StringEquals", CONTEXT_KEYS, equal.keySet());
    }

    /** The case of a context's keys matters to grants, but not in names of condition keys. */
    private static Statement holding(Statement statement, Map<String, String> context) {
        var holding = statement;
        for (var entry : context.entrySet()) {
            holding = holding.condition("StringEquals", CONTEXT + entry.getKey(), entry.getValue())
                    .condition("ForAnyValue:StringEquals", CONTEXT_KEYS, entry.getKey());
        }
        return holding;
    }
}
