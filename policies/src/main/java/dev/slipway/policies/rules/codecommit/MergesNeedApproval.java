package dev.slipway.policies.rules.codecommit;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges need the approval of others. */
public final class MergesNeedApproval extends StackRule {
    private static final Setting<Integer> LEAST_APPROVALS =
            Setting.integer("leastApprovals", 1, 1, 30, "Approvals that a pull request needs at least");

    private static final String ASSOCIATION =
            "aws:codecommit/approvalRuleTemplateAssociation:ApprovalRuleTemplateAssociation";
    private static final String TEMPLATE = "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate";

    public MergesNeedApproval() {
        super(
                About.rule("Merges need the approval of others")
                        .why("Otherwise one person alone, or one stolen password, brings code into production.")
                        .remedy("Associate the repository with an ApprovalRuleTemplate whose content asks for enough "
                                + "approvals.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_257", "checkov CKV2_AWS_37")
                        .links("https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html")
                        .settings(LEAST_APPROVALS)
                        .build(),
                "aws:codecommit/repository:Repository");
    }

    @Override
    public Verdict check(ResourceView repository, StackView stack, Settings settings) {
        Property at = repository.get("approvalRuleTemplate");
        List<ResourceView> associations = associations(repository, stack);
        if (associations.isEmpty()) {
            return Verdict.violation(at, "everyone merges alone, expected an approval rule template");
        }
        int least = settings.get(LEAST_APPROVALS);
        Property weak = at;
        for (ResourceView association : associations) {
            List<ResourceView> templates = templates(association, stack);
            if (templates.isEmpty()) {
                return Verdict.notApplicable("the approval rule template is not in this stack");
            }
            for (ResourceView template : templates) {
                if (approvals(template.get("content").json()) >= least) {
                    return Verdict.compliant();
                }
                weak = template.get("content");
            }
        }
        return Verdict.violation(weak, "the template asks for fewer approvals than " + least);
    }

    private static List<ResourceView> associations(ResourceView repository, StackView stack) {
        List<ResourceView> found = stack.referring(repository, "repositoryName", ASSOCIATION);
        Property name = repository.get("repositoryName");
        if (!found.isEmpty() || !name.isKnown()) {
            return found;
        }
        Map<String, List<ResourceView>> byName = stack.remember(MergesNeedApproval.class, () -> byName(stack));
        return byName.getOrDefault(name.text(""), List.of());
    }

    private static Map<String, List<ResourceView>> byName(StackView stack) {
        Map<String, List<ResourceView>> byName = new HashMap<>();
        for (ResourceView association : stack.ofType(ASSOCIATION)) {
            Property name = association.get("repositoryName");
            if (name.isKnown() && !name.isObject() && !name.isList()) {
                byName.computeIfAbsent(name.text(""), key -> new ArrayList<>()).add(association);
            }
        }
        return byName;
    }

    private static List<ResourceView> templates(ResourceView association, StackView stack) {
        return stack.referredBy(association, "approvalRuleTemplateName").stream()
                .filter(resource -> resource.type().equals(TEMPLATE))
                .toList();
    }

    private static double approvals(Property content) {
        double most = 0;
        for (Property statement : content.get("Statements").items()) {
            most = Math.max(most, statement.get("NumberOfApprovalsNeeded").number(0));
        }
        return most;
    }
}
