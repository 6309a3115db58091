package dev.slipway.policies.rules.ecr;

import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;

/** Images are scanned for vulnerabilities when they are pushed. */
public final class ImagesAreScanned extends StackRule {

    public ImagesAreScanned() {
        super(
                About.rule("Images are scanned for vulnerabilities when they are pushed")
                        .why("An image with a known hole goes to production, and nobody is told.")
                        .remedy("Set imageScanningConfiguration.scanOnPush to true, or let the registry's scanning "
                                + "configuration cover the repository.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_163", "trivy AWS-0030")
                        .frameworks("FSBP ECR.1")
                        .links("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html")
                        .build(),
                "aws:ecr/repository:Repository");
    }

    @Override
    public Verdict check(ResourceView repository, StackView stack, Settings settings) {
        Property scan = repository.get("imageScanningConfiguration.scanOnPush");
        if (scan.isKnown() && scan.flag(false)) {
            return Verdict.compliant();
        }
        for (ResourceView registry :
                stack.ofType("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration")) {
            for (Property rule : registry.get("rules").items()) {
                if (scans(rule) && covers(rule, repository.get("name"))) {
                    return Verdict.compliant();
                }
            }
        }
        return scan.flag(false)
                ? Verdict.compliant()
                : Verdict.violation(scan, "images are not scanned, expected true");
    }

    private static boolean scans(Property rule) {
        String frequency = rule.get("scanFrequency").text("");
        return frequency.equals("SCAN_ON_PUSH") || frequency.equals("CONTINUOUS_SCAN");
    }

    private static boolean covers(Property rule, Property name) {
        for (Property filter : rule.get("repositoryFilters").items()) {
            Wildcard pattern = Wildcard.of(filter.get("filter").text(""));
            if (pattern.isAny() || pattern.matches(name.text("")).certain()) {
                return true;
            }
        }
        return false;
    }
}
