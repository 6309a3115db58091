package dev.slipway.iam.analysis;

import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import java.util.Objects;

/**
 * Somebody whom a trust or resource policy lets in.
 *
 * @param statement the statement that does
 * @param principal the entry of its {@code Principal} element; {@code *} for {@code NotPrincipal}, which lets in all others
 * @param breadth how many that are
 * @param narrowed whether conditions hold it to those who are meant: the source for services, the subject for OIDC providers, the
 *     caller or its organization or an external id for accounts and everyone
 */
public record TrustedParty(Statement statement, Principal principal, Breadth breadth, Truth narrowed) {
    /** How many a principal stands for. */
    public enum Breadth {
        /** Everyone, in whatever account. */
        ANYONE,
        /** All principals of an account that its own policies allow. */
        ACCOUNT,
        /** One role, user or session. */
        IDENTITY,
        /** An AWS service, which may act for others. */
        SERVICE,
        /** An OIDC provider, which may vouch for many. */
        OIDC_PROVIDER,
        /** A SAML provider. */
        SAML_PROVIDER,
        /** An S3 canonical user. */
        CANONICAL_USER,
        /** Not known yet. */
        UNKNOWN
    }

    public TrustedParty {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(principal);
        Objects.requireNonNull(breadth);
        Objects.requireNonNull(narrowed);
    }
}
