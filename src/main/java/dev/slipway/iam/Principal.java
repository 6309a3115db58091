package dev.slipway.iam;

import java.util.Objects;

/**
 * One entry of a {@code Principal} element.
 *
 * @param type which key of the element the entry stands under
 * @param value a service name, an ARN, an account id, a provider, a canonical user id, or {@code *}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public record Principal(Type type, String value) {
    /** The keys that a {@code Principal} element may have, and the bare {@code "*"}. */
    public enum Type {
        /** The bare {@code "Principal": "*"}. */
        ANYONE("*"),
        /** Accounts, roles, users, sessions; or {@code *}. */
        AWS("AWS"),
        /** AWS services, such as {@code codebuild.amazonaws.com}. */
        SERVICE("Service"),
        /** OIDC and SAML providers. */
        FEDERATED("Federated"),
        /** S3 canonical user ids. */
        CANONICAL_USER("CanonicalUser"),
        /** A {@code Principal} element that is not known yet. */
        UNKNOWN("?");

        private final String key;

        Type(String key) {
            this.key = key;
        }

        /** The key in a policy document. */
        public String key() {
            return key;
        }
    }

    public Principal {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("empty principal under " + type.key()
                    + ": expected an ARN, an account id, a" + " service name or *");
        }
    }

    /** The bare {@code "*"}: everyone, signed in or not. */
    public static Principal anyone() {
        return new Principal(Type.ANYONE, "*");
    }

    /** An account id, an ARN of a user, role, session or account root, or {@code *}. */
    public static Principal aws(String value) {
        return new Principal(Type.AWS, value);
    }

    /** An AWS service, such as {@code codebuild.amazonaws.com}. */
    public static Principal service(String value) {
        return new Principal(Type.SERVICE, value);
    }

    /** An OIDC or SAML provider. */
    public static Principal federated(String value) {
        return new Principal(Type.FEDERATED, value);
    }

    /** An S3 canonical user id. */
    public static Principal canonicalUser(String value) {
        return new Principal(Type.CANONICAL_USER, value);
    }

    /** Whether this entry alone names everyone: {@code "*"}, or {@code {"AWS": "*"}}, which AWS treats alike. */
    public boolean isAnyone() {
        return type == Type.ANYONE || (type == Type.AWS && value.equals("*"));
    }
}
