package dev.slipway.policies.rules.eventbridge;

import dev.slipway.iam.Statement;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.iam.AttachedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The role of a target may start this target, and nothing else. */
public final class TargetRoleIsLimited extends StackRule {
    private static final String OF_AWS = ":aws:policy/";

    /** What one of the targets that share a role needs. */
    private record Need(String action, String arn) {}

    public TargetRoleIsLimited() {
        super(
                About.rule("The role of a target may start this target, and nothing else")
                        .why("Everyone who may write event rules acts with the role of their targets. A role that may "
                                + "start every pipeline starts the one to production too.")
                        .remedy("Allow the one action that starts the target, such as "
                                + "codepipeline:StartPipelineExecution, on the ARNs of the targets that use the role.")
                        .severity(Severity.HIGH)
                        .links("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html")
                        .build(),
                Target.TYPE);
    }

    @Override
    public Verdict check(ResourceView target, StackView stack, Settings settings) {
        Optional<ResourceView> role = stack.referredBy(target, "roleArn").stream()
                .filter(resource -> resource.type().equals("aws:iam/role:Role"))
                .findFirst();
        if (role.isEmpty()) {
            return Verdict.notApplicable("the target has no role of this stack");
        }
        List<Need> needs = new ArrayList<>();
        for (ResourceView sharing : stack.referring(role.get(), "roleArn", Target.TYPE)) {
            Optional<String> action = Target.service(sharing, stack).flatMap(Target::action);
            if (action.isEmpty()) {
                return Verdict.notApplicable("the role is used for targets that need more than one action");
            }
            needs.add(new Need(action.get(), sharing.get("arn").text("")));
        }
        Findings unread = new Findings();
        RolePolicies policies = new RolePolicies(role.get(), stack, unread);
        Findings findings = new Findings();
        Property at = target.get("roleArn");
        policies.statements().forEach(attached -> judge(attached, needs, at, findings));
        for (String arn : policies.elsewhere()) {
            if (arn.contains(OF_AWS)) {
                findings.violation(
                        at, arn, "its role has the policy " + arn + ", which allows more than the target needs");
            } else {
                unread.notJudged("an attached policy is not in this stack");
            }
        }
        if (findings.verdict() instanceof Verdict.Violation wide) {
            return wide;
        }
        if (unread.verdict() instanceof Verdict.NotApplicable unknown) {
            return unknown;
        }
        String action = Target.service(target, stack).flatMap(Target::action).orElseThrow();
        return starts(policies.statements(), action, target.get("arn").text(""))
                ? Verdict.compliant()
                : Verdict.violation(at, "its role does not allow " + action + " on this target, so nothing starts");
    }

    private static boolean starts(List<AttachedStatement> attached, String action, String arn) {
        boolean allowed = false;
        for (AttachedStatement one : attached) {
            Statement statement = one.statement();
            if (matches(statement, action, arn)) {
                if (!statement.isAllow() && statement.conditions().isEmpty()) {
                    return false;
                }
                allowed |= statement.isAllow();
            }
        }
        return allowed;
    }

    private static boolean matches(Statement statement, String action, String arn) {
        return statement.actions().stream().anyMatch(pattern -> Wildcard.ofAction(pattern)
                        .covers(Wildcard.ofAction(action))
                        .possible())
                && statement.resources().stream()
                        .anyMatch(pattern -> Wildcard.of(pattern).matches(arn).possible());
    }

    private static void judge(AttachedStatement attached, List<Need> needs, Property at, Findings findings) {
        Statement statement = attached.statement();
        if (!statement.isAllow()) {
            return;
        }
        if (!statement.notActions().isEmpty() || !statement.notResources().isEmpty()) {
            findings.violation(at, "its role allows everything but what one statement names");
            return;
        }
        for (String action : statement.actions()) {
            if (needs.stream().noneMatch(need -> need.action().equalsIgnoreCase(action))) {
                String shown = shown(attached, action);
                findings.violation(at, shown, "its role allows " + shown + ", which the target does not need");
            }
        }
        for (String resource : statement.resources()) {
            boolean needed = Unknown.isIn(resource)
                    || needs.stream().anyMatch(need -> need.arn().equals(resource));
            if (!needed) {
                String shown = shown(attached, resource);
                findings.violation(at, shown, "its role reaches " + shown + ", expected the ARN of the target");
            }
        }
    }

    /** The policy belongs to another resource, whose secrets nobody hides here. */
    private static String shown(AttachedStatement attached, String text) {
        return attached.at().isSecret() ? "[secret]" : text;
    }
}
