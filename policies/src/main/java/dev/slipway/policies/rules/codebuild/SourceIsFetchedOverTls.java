package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Source code is fetched over TLS. */
public final class SourceIsFetchedOverTls extends ResourceRule {

    public SourceIsFetchedOverTls() {
        super(
                About.rule("Source code is fetched over TLS")
                        .why("Anybody on the way can put other code into the build.")
                        .remedy("Set insecureSsl to false, and use an address with https.")
                        .severity(Severity.HIGH)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/create-project.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> source(findings, project.get("source")));
        findings.tryOnce(
                () -> findings.tryEach(project.get("secondarySources").items(), source -> source(findings, source)));
        return findings.verdict();
    }

    private static void source(Findings findings, Property source) {
        findings.tryOnce(() -> {
            if (source.get("insecureSsl").flag(false)) {
                findings.violation(source.get("insecureSsl"), "certificates are not checked, expected false");
            }
        });
        findings.tryOnce(() -> {
            Property location = source.get("location");
            if (location.text("").startsWith("http://")) {
                // The address may hold a password.
                findings.hiddenViolation(location, location.path(), "the address has no TLS, expected https");
            }
        });
    }
}
