package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Arn;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Truth;
import dev.slipway.iam.analysis.TrustedParty;
import dev.slipway.iam.analysis.TrustedParty.Breadth;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** Roles trust nobody whom their owner does not know. */
public final class TrustIsNarrow extends ResourceRule {
    private static final Setting<List<String>> ACCOUNTS = Setting.list(
            "trustedAccounts",
            List.of(),
            Vocabulary.form("[0-9]{12}", "the twelve digits of an account"),
            "ids of accounts that a role may trust as a whole, without a condition");

    public TrustIsNarrow() {
        super(
                About.rule("Roles trust nobody whom their owner does not know")
                        .why(
                                "Whoever a role trusts has all that the role may do; a whole account is everyone who works there.")
                        .remedy(
                                "Name the role or the service that takes the role, or add a condition on the caller, its"
                                        + " organization or an external id.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_60", "checkov CKV_AWS_61", "cloudsplaining AssumableByComputeService")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html")
                        .settings(ACCOUNTS)
                        .build(),
                AttachedPolicies.types(PolicyKind.TRUST));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        List<AttachedStatement> all = new ArrayList<>();
        AttachedPolicies policies = AttachedPolicies.of(resource);
        policies.each(findings, List.of(PolicyKind.TRUST), all::add);
        boolean denies = all.stream().anyMatch(attached -> !attached.statement().isAllow());
        for (AttachedStatement attached : all) {
            // A deny may keep out those who should not come in.
            Truth stands = policies.isWhole(attached) && !denies ? Truth.YES : Truth.UNKNOWN;
            for (TrustedParty party : attached.trusted()) {
                judge(attached, party, stands, settings, findings);
            }
        }
        return findings.verdict();
    }

    private static void judge(
            AttachedStatement attached, TrustedParty party, Truth stands, Settings settings, Findings findings) {
        Truth broad = isBroad(party, settings).and(party.narrowed().not()).and(stands);
        if (broad.certain()) {
            findings.violation(
                    attached.principal(party.principal()),
                    party.principal().value(),
                    party.breadth() == Breadth.ANYONE
                            ? "everyone in every account is trusted, expected named principals or a condition that narrows"
                            : "everyone in the account is trusted, expected a role's ARN or a condition that narrows");
        } else if (broad.possible()) {
            findings.notJudged(attached.at().path() + " is partly unknown, or a deny narrows it");
        }
    }

    private static Truth isBroad(TrustedParty party, Settings settings) {
        return switch (party.breadth()) {
            case ANYONE -> Truth.YES;
            case ACCOUNT -> Truth.of(!settings.get(ACCOUNTS).contains(account(party.principal())));
            case UNKNOWN -> Truth.UNKNOWN;
            case IDENTITY, SERVICE, OIDC_PROVIDER, SAML_PROVIDER, CANONICAL_USER -> Truth.NO;
        };
    }

    private static String account(Principal principal) {
        return Arn.parse(principal.value()).map(Arn::account).orElse(principal.value());
    }
}
