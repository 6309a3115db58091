package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Build logs go to a log group with retention. */
public final class BuildLogsExpire extends StackRule {
    private static final String GROUP = "aws:cloudwatch/logGroup:LogGroup";

    public BuildLogsExpire() {
        super(
                About.rule("Build logs go to a log group with retention")
                        .why("CodeBuild makes a log group by itself on the first build, and that one keeps every log "
                                + "for ever.")
                        .remedy(
                                "Add a LogGroup with retentionInDays and name it in logsConfig.cloudwatchLogs.groupName, "
                                        + "or call it /aws/codebuild/ and the project's name.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_66", "checkov CKV_AWS_338")
                        .frameworks("FSBP CloudWatch.16")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, StackView stack, Settings settings) {
        if (project.get("logsConfig.cloudwatchLogs.status").text("ENABLED").equals("DISABLED")) {
            return Verdict.notApplicable("builds do not log to CloudWatch");
        }
        Property group = project.get("logsConfig.cloudwatchLogs.groupName");
        List<ResourceView> groups = group.isMissing() ? defaultGroup(project, stack) : named(project, stack);
        if (groups.isEmpty()) {
            return group.isMissing()
                    ? Verdict.violation(group, "CodeBuild makes the log group, and keeps logs for ever")
                    : Verdict.notApplicable("the log group is not in this stack");
        }
        for (ResourceView found : groups) {
            if (found.get("retentionInDays").number(0) <= 0) {
                return Verdict.violation(
                        found.get("retentionInDays"), "the logs of " + project.name() + " are kept for ever");
            }
        }
        return Verdict.compliant();
    }

    private static List<ResourceView> named(ResourceView project, StackView stack) {
        return stack.referredBy(project, "logsConfig.cloudwatchLogs.groupName").stream()
                .filter(resource -> resource.type().equals(GROUP))
                .toList();
    }

    private static List<ResourceView> defaultGroup(ResourceView project, StackView stack) {
        String expected = "/aws/codebuild/"
                + project.get("name").text().orElseGet(() -> project.get("id").text(""));
        Groups groups = stack.remember(Groups.class, () -> Groups.of(stack));
        ResourceView found = groups.byName().get(expected);
        if (found == null && groups.unnamed() != null) {
            // One of those may get the name; reading it says so.
            return List.of(groups.unnamed()).stream()
                    .filter(group -> group.get("name").text("").equals(expected))
                    .toList();
        }
        return found == null ? List.of() : List.of(found);
    }

    /** The log groups of a stack by name, and one whose name is not known yet. */
    private record Groups(Map<String, ResourceView> byName, @Nullable ResourceView unnamed) {
        static Groups of(StackView stack) {
            Map<String, ResourceView> byName = new HashMap<>();
            ResourceView unnamed = null;
            for (ResourceView group : stack.ofType(GROUP)) {
                Property name = group.get("name");
                if (!name.isKnown()) {
                    unnamed = group;
                } else if (!name.isObject() && !name.isList()) {
                    byName.put(name.text(""), group);
                }
            }
            return new Groups(byName, unnamed);
        }
    }
}
