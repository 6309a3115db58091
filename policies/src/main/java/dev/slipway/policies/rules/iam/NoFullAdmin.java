package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Grant;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** No policy allows everything on everything. */
public final class NoFullAdmin extends ResourceRule {
    private static final Wildcard EVERY_ACTION = Wildcard.ofAction("*:*");

    public NoFullAdmin() {
        super(
                About.rule("No policy allows everything on everything")
                        .why("Whoever can start a build or change a buildspec then owns the account.")
                        .remedy("Name the actions that are used, and the ARNs that they are used on.")
                        .severity(Severity.CRITICAL)
                        .peers(
                                "checkov CKV_AWS_62",
                                "checkov CKV_AWS_63",
                                "cdk-nag AwsSolutions-IAM5",
                                "trivy AWS-0057")
                        .frameworks("FSBP IAM.1", "CIS 3.0 1.16")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege")
                        .build(),
                AttachedPolicies.types(PolicyKind.IDENTITY));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        IdentityGrants granted = IdentityGrants.of(resource);
        granted.unread().ifPresent(findings::notJudged);
        for (Grant grant : granted.grants().of("*")) {
            Truth everywhere = Truth.NO;
            for (String pattern : grant.resources()) {
                everywhere = everywhere.or(Reach.isEverything(pattern));
            }
            Truth unconditional = Narrowing.by(grant.statement(), key -> true).not();
            AttachedStatement attached = granted.place(grant);
            for (String action : grant.statement().actions()) {
                Truth admin = granted.stands(grant)
                        .and(isEverything(action))
                        .and(everywhere)
                        .and(unconditional);
                if (admin.certain()) {
                    findings.violation(attached.action(action), action, "every action on every resource is allowed");
                } else if (admin.possible()) {
                    findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
                }
            }
        }
        return findings.verdict();
    }

    private static Truth isEverything(String action) {
        return Wildcard.ofAction(action).covers(EVERY_ACTION);
    }
}
