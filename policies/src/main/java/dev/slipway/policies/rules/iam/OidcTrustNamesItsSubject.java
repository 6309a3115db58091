package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.iam.analysis.TrustedParty;
import dev.slipway.iam.analysis.TrustedParty.Breadth;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import java.util.Locale;

/** A role that trusts an OIDC provider says which of its subjects. */
public final class OidcTrustNamesItsSubject extends StatementRule {
    private static final String PROVIDER = ":oidc-provider/";
    private static final String COGNITO = "cognito-identity.amazonaws.com";

    public OidcTrustNamesItsSubject() {
        super(
                About.rule("A role that trusts an OIDC provider says which of its subjects")
                        .why(
                                "GitHub, GitLab and others vouch for everyone who has an account there: without a subject any"
                                        + " repository in the world can take the role.")
                        .remedy("Add StringEquals or StringLike conditions on the provider's sub, with organization and"
                                + " repository, and on its aud.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_358")
                        .links("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html")
                        .build(),
                PolicyKind.TRUST);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        for (TrustedParty party : attached.trusted()) {
            if (party.breadth() == Breadth.OIDC_PROVIDER) {
                judge(attached, party, findings);
            } else if (party.breadth() == Breadth.UNKNOWN) {
                findings.notJudged(
                        attached.at().path() + " trusts somebody who is unknown until the resource is created");
            }
        }
    }

    private static void judge(AttachedStatement attached, TrustedParty party, Findings findings) {
        String provider = party.principal().value();
        int at = provider.indexOf(PROVIDER);
        String host = (at < 0 ? provider : provider.substring(at + PROVIDER.length())).toLowerCase(Locale.ROOT);
        Truth subject = party.narrowed();
        Truth audience = Narrowing.by(party.statement(), key -> key.equals(host + ":aud"));
        if (Unknown.isIn(host)) {
            audience = Truth.UNKNOWN;
        } else if (at < 0 && !host.equals(COGNITO)) {
            // Sign-in with Google, Amazon or Facebook: the application is what is trusted, and all of its users.
            subject = Narrowing.by(party.statement(), key -> key.startsWith(host + ":"));
            audience = subject;
        }
        if (subject == Truth.NO) {
            findings.violation(
                    attached.element("Condition"),
                    "sub",
                    "every subject of the OIDC provider is trusted, expected a condition on its sub that names one tenant");
        } else if (audience == Truth.NO) {
            findings.violation(
                    attached.element("Condition"),
                    "aud",
                    "tokens that are meant for others are trusted, expected a condition on the provider's aud");
        }
        if (subject == Truth.UNKNOWN || audience == Truth.UNKNOWN) {
            findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
        }
    }
}
