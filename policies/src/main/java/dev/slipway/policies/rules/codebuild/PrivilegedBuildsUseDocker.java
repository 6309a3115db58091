package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.model.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Builds are privileged only when they use Docker. */
public final class PrivilegedBuildsUseDocker extends ResourceRule {
    private static final Setting<List<String>> EVIDENCE = Setting.list(
            "evidence",
            List.of(
                    "docker",
                    "buildx",
                    "buildah",
                    "podman",
                    "pack build",
                    "--use-container",
                    "testcontainers",
                    "earthly"),
            Vocabulary.form("(?s).*\\S.*", "a text of a command, such as docker"),
            "Texts in a buildspec that show a need for privileged mode");

    public PrivilegedBuildsUseDocker() {
        super(
                About.rule("Builds are privileged only when they use Docker")
                        .why("A privileged build container can reach its host; a build that a pull request changes "
                                + "then can as well.")
                        .remedy(
                                "Set environment.privilegedMode to false, or name in evidence the command that needs it.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_316")
                        .frameworks("FSBP CodeBuild.5")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html")
                        .settings(EVIDENCE)
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property privileged = project.get("environment.privilegedMode");
        if (!privileged.flag(false)) {
            return Verdict.compliant();
        }
        for (Property mode : project.get("cache.modes").items()) {
            if (mode.text("").equals("LOCAL_DOCKER_LAYER_CACHE")) {
                return Verdict.compliant();
            }
        }
        Optional<String> buildspec = Buildspec.inline(project);
        if (buildspec.isEmpty()) {
            return Verdict.notApplicable(
                    "the buildspec is not in the project, so nothing tells whether it uses Docker");
        }
        String text = buildspec.get().toLowerCase(Locale.ROOT);
        return settings.get(EVIDENCE).stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)))
                ? Verdict.compliant()
                : Verdict.violation(privileged, "nothing in the buildspec needs it, expected false");
    }
}
