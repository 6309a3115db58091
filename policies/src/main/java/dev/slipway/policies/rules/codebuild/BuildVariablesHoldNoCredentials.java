package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.credentials.CredentialShapes;
import java.util.Map;
import java.util.Optional;

/** Environment variables of builds hold no credentials in plain text. */
public final class BuildVariablesHoldNoCredentials extends ResourceRule {

    public BuildVariablesHoldNoCredentials() {
        super(
                About.rule("Environment variables of builds hold no credentials in plain text")
                        .why("Plain variables stand in the console, in the API's answers, in build logs and in the "
                                + "state, for everyone who may look.")
                        .remedy(
                                "Keep the value in Secrets Manager or the parameter store, and set the variable's type to "
                                        + "SECRETS_MANAGER or PARAMETER_STORE.")
                        .severity(Severity.HIGH)
                        .peers(
                                "cloudformation-guard CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK",
                                "prowler codebuild_project_no_secrets_in_variables")
                        .frameworks("FSBP CodeBuild.2")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() ->
                findings.tryEach(project.get("environment.environmentVariables").items(), variable -> {
                    if (variable.get("type").text("PLAINTEXT").equals("PLAINTEXT")) {
                        CredentialShapes.check(
                                findings,
                                variable,
                                variable.get("name").text(""),
                                variable.get("value"),
                                "the type SECRETS_MANAGER or PARAMETER_STORE");
                    }
                }));
        findings.tryOnce(() -> Buildspec.inline(project)
                .flatMap(BuildVariablesHoldNoCredentials::inBuildspec)
                .ifPresent(says -> findings.hiddenViolation(
                        project.get("source.buildspec"),
                        "source.buildspec",
                        says + ", expected env.secrets-manager or env.parameter-store")));
        return findings.verdict();
    }

    private static Optional<String> inBuildspec(String buildspec) {
        for (Map.Entry<String, String> variable : Buildspec.variables(buildspec).entrySet()) {
            Optional<String> found = CredentialShapes.find(variable.getKey(), variable.getValue());
            if (found.isPresent()) {
                return found.map(says -> "env.variables." + variable.getKey() + " " + says);
            }
        }
        return CredentialShapes.findInText(buildspec);
    }
}
