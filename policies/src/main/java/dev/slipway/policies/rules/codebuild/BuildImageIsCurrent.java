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
import java.util.Set;
import java.util.stream.Stream;

/** Builds run on an image that AWS still maintains. */
public final class BuildImageIsCurrent extends ResourceRule {
    private static final String OF_AWS = "aws/codebuild/";

    private static final Setting<List<String>> LEAST = Setting.list(
            "least",
            List.of(
                    "standard:7.0",
                    "amazonlinux-x86_64-standard:5.0",
                    "amazonlinux2-x86_64-standard:5.0",
                    "amazonlinux-aarch64-standard:3.0",
                    "amazonlinux2-aarch64-standard:3.0",
                    "windows-base:2019-3.0",
                    "windows-base:2022-1.0"),
            Vocabulary.form(
                    "(standard|amazonlinux-x86_64-standard|amazonlinux2-x86_64-standard|amazonlinux-aarch64-standard"
                            + "|amazonlinux2-aarch64-standard|windows-base):([0-9]{4}-)?[0-9]+\\.[0-9]+",
                    "a family of AWS's and a version, such as amazonlinux-x86_64-standard:5.0"),
            "The oldest image of each family that is accepted, without aws/codebuild/");

    /** Families that AWS has given up. */
    private static final Set<String> RETIRED = Set.of(
            "android-java-7",
            "android-java-8",
            "docker",
            "dot-net",
            "golang",
            "java",
            "nodejs",
            "php",
            "python",
            "ruby",
            "ubuntu-base");

    public BuildImageIsCurrent() {
        super(
                About.rule("Builds run on an image that AWS still maintains")
                        .why("Older images get no more updates - neither of the tools in them nor against "
                                + "vulnerabilities - and are not cached on AWS's hosts, so builds start slowly.")
                        .remedy("Take the current image, such as aws/codebuild/amazonlinux-x86_64-standard:5.0.")
                        .severity(Severity.LOW)
                        .peers("cdk-nag AwsSolutions-CB5")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html")
                        .settings(LEAST)
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property image = project.get("environment.image");
        String name = image.text("");
        if (!name.startsWith(OF_AWS)) {
            return Verdict.notApplicable("the build image is not one of AWS's");
        }
        Image used = Image.parse(name.substring(OF_AWS.length()));
        if (RETIRED.contains(used.family())) {
            return Verdict.violation(image, "AWS has given up this image");
        }
        // A family that the team says nothing of is judged as without configuration.
        for (String text : Stream.concat(settings.get(LEAST).stream(), LEAST.whenMissing().stream())
                .toList()) {
            Image least = Image.parse(text);
            if (least.family().equals(used.family())) {
                return used.version() >= least.version()
                        ? Verdict.compliant()
                        : Verdict.violation(image, "expected " + OF_AWS + text + " or later");
            }
        }
        return Verdict.notApplicable("nothing is known about images of this family");
    }

    /** An image's name taken apart; for Windows the family holds its year. */
    private record Image(String family, double version) {
        static Image parse(String text) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String[] tag = (colon < 0 ? "" : text.substring(colon + 1)).split("-", -1);
            // Behind the version may stand the date of a release: 7.0-24.10.29.
            return name.startsWith("windows") && tag.length > 1
                    ? new Image(name + ":" + tag[0], number(tag[1]))
                    : new Image(name, number(tag[0]));
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                // A name such as "latest" or "java21" is no older version.
                return Double.MAX_VALUE;
            }
        }
    }
}
