package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Addresses of source code hold no credentials. */
public final class SourceLocationHoldsNoCredentials extends ResourceRule {
    private static final int SHORTEST_TOKEN = 20;

    public SourceLocationHoldsNoCredentials() {
        super(
                About.rule("Addresses of source code hold no credentials")
                        .why("The address stands in the console, in logs and in the state, with the password or token "
                                + "in it.")
                        .remedy(
                                "Take the user information out of the address, and connect CodeBuild with CodeConnections "
                                        + "or Secrets Manager.")
                        .severity(Severity.HIGH)
                        .peers(
                                "cloudformation-guard CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK",
                                "prowler codebuild_project_source_repo_url_no_sensitive_credentials")
                        .frameworks("FSBP CodeBuild.1")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> location(findings, project.get("source.location")));
        findings.tryOnce(() -> findings.tryEach(
                project.get("secondarySources").items(), source -> location(findings, source.get("location"))));
        return findings.verdict();
    }

    private static void location(Findings findings, Property location) {
        if (holdsCredential(location.text(""))) {
            findings.hiddenViolation(location, location.path(), "the address holds a credential, expected none");
        }
    }

    private static boolean holdsCredential(String location) {
        int start = location.indexOf("://");
        int slash = start < 0 ? -1 : location.indexOf('/', start + 3);
        String host = start < 0 ? "" : location.substring(start + 3, slash < 0 ? location.length() : slash);
        int at = host.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        String user = host.substring(0, at);
        // Bitbucket's addresses name the user, and that alone is no credential; GitHub takes a token there.
        return user.indexOf(':') >= 0 ? user.indexOf(':') < user.length() - 1 : user.length() >= SHORTEST_TOKEN;
    }
}
