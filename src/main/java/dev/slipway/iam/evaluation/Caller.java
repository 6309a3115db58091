package dev.slipway.iam.evaluation;

import dev.slipway.iam.Arn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param kind what kind of principal
 * @param name the ARN of the user, session, account root or provider, or the name of the service; {@code *} for nobody known
 * @param account the caller's account, or null for services, providers and anonymous callers
 * @param roleArn the role of a session, else null
 */
public record Caller(Kind kind, String name, @Nullable String account, @Nullable String roleArn) {
    /** The kinds of principals. */
    public enum Kind {
        /** An account's root user. */
        ROOT,
        /** An IAM user. */
        USER,
        /** A session of an assumed role. */
        ROLE_SESSION,
        /** An AWS service on its own behalf. */
        SERVICE,
        /** Somebody whom an OIDC or SAML provider vouches for. */
        FEDERATED,
        /** A request without credentials. */
        ANONYMOUS
    }

    public Caller {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    /** The root user of an account in partition {@code aws}. */
    public static Caller root(String account) {
        return new Caller(Kind.ROOT, "arn:aws:iam::" + account + ":root", account, null);
    }

    /** An IAM user, by ARN. */
    public static Caller user(String arn) {
        return new Caller(Kind.USER, arn, parsed(arn).account(), null);
    }

    /** A session of a role, by the role's ARN and the session's name. */
    public static Caller session(String roleArn, String sessionName) {
        Arn role = parsed(roleArn);
        String roleName = role.resource().substring(role.resource().lastIndexOf('/') + 1);
        String session = new Arn(
                        role.partition(), "sts", "", role.account(), "assumed-role/" + roleName + "/" + sessionName)
                .toString();
        return new Caller(Kind.ROLE_SESSION, session, role.account(), roleArn);
    }

    /** An AWS service, such as {@code codebuild.amazonaws.com}. */
    public static Caller service(String name) {
        return new Caller(Kind.SERVICE, name, null, null);
    }

    /** Somebody whom a provider vouches for, by the provider's ARN or name. */
    public static Caller federated(String provider) {
        return new Caller(Kind.FEDERATED, provider, null, null);
    }

    /** Nobody known. */
    public static Caller anonymous() {
        return new Caller(Kind.ANONYMOUS, "*", null, null);
    }

    /** Whether identity policies can be attached to this caller. */
    public boolean hasIdentity() {
        return account != null;
    }

    /** What the key {@code aws:PrincipalArn} has: the role for a session, else the caller's own ARN. */
    public String principalArn() {
        return roleArn == null ? name : roleArn;
    }

    private static Arn parsed(String arn) {
        return Arn.parse(arn)
                .orElseThrow(() -> new IllegalArgumentException(
                        "caller \"" + arn + "\"; expected an ARN such as arn:aws:iam::000000000000:role/name"));
    }
}
