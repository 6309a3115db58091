package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.credentials.CredentialShapes;

/** The configuration of actions holds no credentials in plain text. */
public final class PipelineHoldsNoCredentials extends ResourceRule {
    private static final String INSTEAD = "a reference to Secrets Manager or the parameter store";

    /** CodePipeline shows four stars instead of this one, so a secret of the program is safe there. */
    private static final String MASKED = "OAuthToken";

    public PipelineHoldsNoCredentials() {
        super(
                About.rule("The configuration of actions holds no credentials in plain text")
                        .why("Everyone who may look at the pipeline reads the configuration of its actions, and it "
                                + "stands in the state.")
                        .remedy("Keep the value in Secrets Manager or the parameter store and let the build read it "
                                + "there; connect to Git with CodeConnections.")
                        .severity(Severity.HIGH)
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/security-best-practices.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> findings.tryEach(Stages.actions(pipeline), action -> {
            Property configuration = action.get("configuration");
            configuration.fields().forEach((name, value) -> {
                if (name.equals("EnvironmentVariables")) {
                    findings.tryOnce(() -> variables(value, findings));
                } else if (!name.equals(MASKED) || !value.isSecret()) {
                    CredentialShapes.check(findings, configuration, name, value, INSTEAD);
                }
            });
        }));
        findings.tryOnce(() -> findings.tryEach(
                pipeline.get("variables").items(),
                variable -> CredentialShapes.check(
                        findings, variable, variable.get("name").text(""), variable.get("defaultValue"), INSTEAD)));
        return findings.verdict();
    }

    private static void variables(Property json, Findings findings) {
        for (Property variable : json.json().items()) {
            if (variable.get("type").text("PLAINTEXT").equals("PLAINTEXT")) {
                CredentialShapes.check(
                        findings, variable, variable.get("name").text(""), variable.get("value"), INSTEAD);
            }
        }
    }
}
