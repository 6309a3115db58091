package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import java.util.List;

/** Every action is one that AWS has. */
public final class ActionsExist extends StatementRule {

    public ActionsExist() {
        super(
                About.rule("Every action is one that AWS has")
                        .why(
                                "AWS takes a policy with a misspelt action; the permission is missing when it is needed, or the"
                                        + " Deny does not hold.")
                        .remedy("Correct the name. For an action newer than the pack's data, suppress the one finding.")
                        .severity(Severity.MEDIUM)
                        .peers("parliament UNKNOWN_ACTION", "cfn-lint W3037")
                        .links(
                                "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html")
                        .build(),
                PolicyKind.IDENTITY,
                PolicyKind.RESOURCE,
                PolicyKind.TRUST);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        judge(attached, "Action", attached.statement().actions(), findings);
        judge(attached, "NotAction", attached.statement().notActions(), findings);
    }

    private static void judge(AttachedStatement attached, String element, List<String> actions, Findings findings) {
        for (String action : actions) {
            Truth exists = Wildcard.ofAction(action).isAny()
                    ? Truth.YES
                    : ActionCatalog.get().exists(action);
            if (exists == Truth.NO) {
                String day = ActionCatalog.get().header().retrieved();
                findings.violation(
                        attached.entry(element, action),
                        action,
                        "AWS had no such action on " + day
                                + NearestAction.to(action)
                                        .map(nearest -> ", expected perhaps " + nearest)
                                        .orElse(""));
            } else if (exists == Truth.UNKNOWN) {
                findings.notJudged(attached.at().path()
                        + (Unknown.isIn(action)
                                ? " is partly unknown until the resource is created"
                                : " names actions of a service that is not known here"));
            }
        }
    }
}
