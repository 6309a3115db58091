package dev.slipway.policies.rules.ecs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.credentials.CredentialShapes;
import java.util.List;

/** Environment variables of containers hold no credentials in plain text. */
public final class ContainerVariablesHoldNoCredentials extends ResourceRule {

    public ContainerVariablesHoldNoCredentials() {
        super(
                About.rule("Environment variables of containers hold no credentials in plain text")
                        .why("Everyone who may look at a task definition reads its variables, and every revision is "
                                + "kept for ever.")
                        .remedy("Keep the value in Secrets Manager or the parameter store, and name it in secrets with "
                                + "valueFrom.")
                        .severity(Severity.HIGH)
                        .peers(
                                "cdk-nag AwsSolutions-ECS2",
                                "trivy AWS-0036",
                                "prowler ecs_task_definitions_no_environment_secrets")
                        .frameworks("FSBP ECS.8")
                        .links(
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html")
                        .build(),
                Containers.TASK);
    }

    @Override
    public Verdict check(ResourceView task, Settings settings) {
        return Containers.each(task, (container, findings) -> {
            findings.tryOnce(() -> findings.tryEach(
                    Containers.get(container, "environment").items(),
                    variable -> CredentialShapes.check(
                            findings,
                            variable,
                            Containers.get(variable, "name").text(""),
                            Containers.get(variable, "value"),
                            "secrets with valueFrom")));
            for (String part : List.of("command", "entryPoint")) {
                findings.tryOnce(() -> findings.tryEach(
                        Containers.get(container, part).items(), word -> CredentialShapes.findInText(word.text(""))
                                .ifPresent(says -> findings.hiddenViolation(
                                        word, word.path(), says + ", expected secrets with valueFrom"))));
            }
        });
    }
}
