package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.HashSet;
import java.util.Set;

/** A task and the agent that starts it have different roles. */
public final class TaskRolesDiffer extends StackRule {

    public TaskRolesDiffer() {
        super(
                About.rule("A task and the agent that starts it have different roles")
                        .why("The execution role reads the secrets of the task and pulls its image. With one role for "
                                + "both, the program may do that too.")
                        .remedy("Give taskRoleArn a role of its own, with what the program needs.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_249")
                        .links("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, StackView stack, Settings settings) {
        Property program = task.get("taskRoleArn");
        Property agent = task.get("executionRoleArn");
        if (program.isMissing() || agent.isMissing()) {
            return Verdict.compliant();
        }
        if (program.isKnown() && agent.isKnown()) {
            return program.text("").isEmpty() || !program.text("").equals(agent.text(""))
                    ? Verdict.compliant()
                    : violation(program);
        }
        Set<String> programs = roles(task, stack, "taskRoleArn");
        Set<String> agents = roles(task, stack, "executionRoleArn");
        if (programs.size() == 1 && programs.equals(agents)) {
            return violation(program);
        }
        boolean known =
                !programs.isEmpty() && !agents.isEmpty() && programs.stream().noneMatch(agents::contains);
        return known ? Verdict.compliant() : Verdict.notApplicable("the roles are unknown until they are created");
    }

    private static Verdict violation(Property role) {
        return Verdict.violation(role, "this is the execution role too, expected another one");
    }

    private static Set<String> roles(ResourceView task, StackView stack, String property) {
        Set<String> urns = new HashSet<>();
        stack.referredBy(task, property).stream()
                .filter(resource -> resource.type().equals("aws:iam/role:Role"))
                .forEach(role -> urns.add(role.urn()));
        return urns;
    }
}
