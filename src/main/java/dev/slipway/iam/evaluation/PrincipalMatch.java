package dev.slipway.iam.evaluation;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import java.util.List;

/**
 * How a statement's principals name a caller. It matters how: an account named leaves the say to the account's own policies, a role
 * named stays limited by its boundary and session policy, a session or user named is not.
 *
 * @param direct the caller itself is named, or everyone
 * @param role the role of the caller's session is named
 * @param account the caller's account is named
 */
record PrincipalMatch(Truth direct, Truth role, Truth account) {
    private static final PrincipalMatch NONE = new PrincipalMatch(Truth.NO, Truth.NO, Truth.NO);
    private static final PrincipalMatch EVERYONE = new PrincipalMatch(Truth.YES, Truth.NO, Truth.NO);

    /** How an allow statement names the caller. A statement without principals is about whoever has the policy. */
    static PrincipalMatch ofAllow(Statement statement, Caller caller) {
        if (!statement.notPrincipals().isEmpty()) {
            Truth excepted = of(statement.notPrincipals(), caller).any();
            return new PrincipalMatch(excepted.not(), Truth.NO, Truth.NO);
        }
        return statement.principals().isEmpty() ? EVERYONE : of(statement.principals(), caller);
    }

    /**
     * Whether a deny statement is about the caller. {@code NotPrincipal} with deny spares only those who are named in every way: the
     * account and the user, or the account, the role and the session.
     */
    static Truth ofDeny(Statement statement, Caller caller) {
        if (!statement.notPrincipals().isEmpty()) {
            PrincipalMatch excepted = of(statement.notPrincipals(), caller);
            Truth spared = excepted.direct();
            if (caller.roleArn() != null) {
                spared = spared.and(excepted.role());
            }
            if (caller.account() != null && caller.kind() != Caller.Kind.ROOT) {
                spared = spared.and(excepted.account());
            }
            return spared.not();
        }
        return statement.principals().isEmpty()
                ? Truth.YES
                : of(statement.principals(), caller).any();
    }

    Truth any() {
        return direct.or(role).or(account);
    }

    private static PrincipalMatch of(List<Principal> principals, Caller caller) {
        PrincipalMatch match = NONE;
        for (Principal principal : principals) {
            PrincipalMatch one = of(principal, caller);
            match = new PrincipalMatch(
                    match.direct.or(one.direct), match.role.or(one.role), match.account.or(one.account));
        }
        return match;
    }

    private static PrincipalMatch of(Principal principal, Caller caller) {
        if (principal.isAnyone()) {
            return EVERYONE;
        }
        String value = principal.value();
        return switch (principal.type()) {
            case UNKNOWN -> new PrincipalMatch(Truth.UNKNOWN, Truth.NO, Truth.NO);
            case SERVICE -> direct(caller.kind() == Caller.Kind.SERVICE, value, caller.name());
            case FEDERATED -> direct(caller.kind() == Caller.Kind.FEDERATED, value, caller.name());
            case AWS -> aws(value, caller);
            case ANYONE, CANONICAL_USER -> NONE;
        };
    }

    private static PrincipalMatch direct(boolean fits, String value, String name) {
        return fits ? new PrincipalMatch(names(value, name), Truth.NO, Truth.NO) : NONE;
    }

    private static PrincipalMatch aws(String value, Caller caller) {
        String account = caller.account();
        if (account == null) {
            return NONE;
        }
        String partition = Arn.parse(caller.name()).map(Arn::partition).orElse("aws");
        String root = "arn:" + partition + ":iam::" + account + ":root";
        Truth byAccount = value.equals(account) ? Truth.YES : names(value, root);
        String role = caller.roleArn();
        Truth byRole = role == null ? Truth.NO : names(value, role);
        Truth direct = caller.kind() == Caller.Kind.ROOT ? byAccount : names(value, caller.name());
        return new PrincipalMatch(direct, byRole, byAccount);
    }

    private static Truth names(String value, String name) {
        return Unknown.isIn(value) || Unknown.isIn(name)
                ? Wildcard.literal(value).meets(Wildcard.literal(name))
                : Truth.of(value.equals(name));
    }
}
