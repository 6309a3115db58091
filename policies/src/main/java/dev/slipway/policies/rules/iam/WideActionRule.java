package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Detail;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule against certain actions on everything that they take: one finding for each entry of an Action element. */
abstract class WideActionRule extends ResourceRule {
    private record Entry(AttachedStatement attached, String pattern) {}

    WideActionRule(About about) {
        super(about, AttachedPolicies.types(PolicyKind.IDENTITY));
    }

    /** What makes an action remarkable for this rule, such as "changes permissions"; mostly empty. */
    abstract Optional<String> remark(ActionInfo action);

    /** Whether a pattern of actions is asked for ARNs at all. */
    boolean isAsked(String pattern) {
        return true;
    }

    @Override
    public final Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        IdentityGrants granted = IdentityGrants.of(resource);
        Map<Entry, List<WideAction>> entries = new LinkedHashMap<>();
        for (WideAction wide : granted.wide()) {
            if (isAsked(wide.pattern()) && remark(wide.action()).isPresent()) {
                entries.computeIfAbsent(new Entry(wide.attached(), wide.pattern()), any -> new ArrayList<>())
                        .add(wide);
            }
        }
        granted.unread().ifPresent(findings::notJudged);
        granted.everyAction().ifPresent(findings::notJudged);
        entries.values().forEach(actions -> report(actions, findings));
        return findings.verdict();
    }

    private void report(List<WideAction> actions, Findings findings) {
        List<WideAction> certain =
                actions.stream().filter(wide -> wide.certain().certain()).toList();
        if (certain.isEmpty()) {
            findings.notJudged(
                    actions.get(0).attached().at().path() + " is partly unknown until the resource is created");
            return;
        }
        WideAction first = certain.get(0);
        List<Detail> details = certain.stream()
                .map(wide -> new Detail(
                        remark(wide.action()).orElse(""), List.of(wide.action().fullName())))
                .toList();
        findings.violation(first.resource(), first.pattern(), details, "expected ARNs, or a condition on the resource");
    }
}
