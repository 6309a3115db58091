package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.analysis.TrustedParty;
import dev.slipway.iam.analysis.TrustedParty.Breadth;
import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import java.util.Locale;

/** A role that trusts a service says for which resource or account the service acts. */
public final class ServiceTrustNamesItsSource extends StatementRule {
    private static final String SUFFIX = ".amazonaws.com";

    public ServiceTrustNamesItsSource() {
        super(
                About.rule("A role that trusts a service says for whom the service acts")
                        .why("Else somebody in another account can have the service use the role on what is theirs: the"
                                + " confused deputy.")
                        .remedy("Add conditions on aws:SourceArn and aws:SourceAccount to the trust policy.")
                        .severity(Severity.MEDIUM)
                        .peers("prowler iam_role_cross_service_confused_deputy_prevention")
                        .links("https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html")
                        .build(),
                PolicyKind.TRUST);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        for (TrustedParty party : attached.trusted()) {
            String service = party.principal().value();
            boolean unknown =
                    party.breadth() == Breadth.UNKNOWN || (party.breadth() == Breadth.SERVICE && Unknown.isIn(service));
            Truth open = unknown ? Truth.UNKNOWN : Truth.of(party.breadth() == Breadth.SERVICE && saysForWhom(service));
            open = open.and(party.narrowed().not());
            if (open.certain()) {
                findings.violation(
                        attached.principal(party.principal()),
                        service,
                        "the service may act for anyone, expected a condition on aws:SourceArn or aws:SourceAccount");
            } else if (open.possible()) {
                findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
            }
        }
    }

    private static boolean saysForWhom(String service) {
        SecurityFacts facts = SecurityFacts.get();
        String global = service.toLowerCase(Locale.ROOT);
        if (global.endsWith(".cn")) {
            global = global.substring(0, global.length() - ".cn".length());
        }
        if (facts.confusedDeputy(global).isPresent()) {
            return true;
        }
        // Some services have a principal for each Region, such as codedeploy.eu-west-1.amazonaws.com.
        int first = global.indexOf('.');
        return first > 0
                && global.endsWith(SUFFIX)
                && facts.confusedDeputy(global.substring(0, first) + SUFFIX).isPresent();
    }
}
