package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Whoever calls a webhook has to say who they are. */
public final class WebhooksAreAuthenticated extends ResourceRule {

    public WebhooksAreAuthenticated() {
        super(
                About.rule("Whoever calls a webhook has to say who they are")
                        .why("The address of a webhook is in logs and settings of other systems; without a signature "
                                + "whoever knows it starts the pipeline.")
                        .remedy("Set authentication to GITHUB_HMAC with a secret token, or to IP with the range of the "
                                + "one that calls.")
                        .severity(Severity.HIGH)
                        .links(
                                "https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_WebhookDefinition.html")
                        .build(),
                "aws:codepipeline/webhook:Webhook");
    }

    @Override
    public Verdict check(ResourceView webhook, Settings settings) {
        Property authentication = webhook.get("authentication");
        Property range = webhook.get("authenticationConfiguration.allowedIpRange");
        Property token = webhook.get("authenticationConfiguration.secretToken");
        return switch (authentication.text("UNAUTHENTICATED")) {
            case "UNAUTHENTICATED" ->
                Verdict.violation(authentication, "anybody starts the pipeline, expected GITHUB_HMAC or IP");
            case "IP" ->
                range.text("").isBlank() || range.text("").endsWith("/0")
                        ? Verdict.violation(range, "every address is let in, expected the range of the caller")
                        : Verdict.compliant();
            default ->
                token.isMissing() || (token.isKnown() && token.text("").isBlank())
                        ? Verdict.violation(token, "expected a secret token")
                        : Verdict.compliant();
        };
    }
}
