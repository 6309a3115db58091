package dev.slipway.policies.rules.ecr;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.regex.Pattern;

/** Image tags cannot be overwritten. */
public final class ImageTagsAreImmutable extends ResourceRule implements Remediable {
    private static final String EXCLUSIONS = "imageTagMutabilityExclusionFilters";
    private static final Pattern EVERY_TAG = Pattern.compile("\\*+");

    public ImageTagsAreImmutable() {
        super(
                About.rule("Image tags cannot be overwritten")
                        .why(
                                "Whoever can push can replace the image behind a tag that is already deployed, and the next"
                                        + " task runs something that no review has seen.")
                        .remedy("Set imageTagMutability to IMMUTABLE and push each build under a tag of its own.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_51", "trivy AWS-0031")
                        .frameworks("FSBP ECR.2")
                        .links("https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html")
                        .build(),
                "aws:ecr/repository:Repository");
    }

    @Override
    public Verdict check(ResourceView repository, Settings settings) {
        Property mutability = repository.get("imageTagMutability");
        String setting = mutability.text("MUTABLE");
        if (setting.equals("IMMUTABLE_WITH_EXCLUSION")) {
            for (Property exclusion : repository.get(EXCLUSIONS).items()) {
                Property filter = exclusion.get("filter");
                if (EVERY_TAG.matcher(filter.text("")).matches()) {
                    return Verdict.violation(filter, "every tag is excluded and can be overwritten, expected a prefix");
                }
            }
            return Verdict.compliant();
        }
        return setting.equals("IMMUTABLE")
                ? Verdict.compliant()
                : Verdict.violation(mutability, "image tags can be overwritten, expected IMMUTABLE");
    }

    @Override
    public Edits remedy(ResourceView repository, Settings settings) {
        // ECR refuses exclusions beside IMMUTABLE.
        return Edits.set("imageTagMutability", "IMMUTABLE").and(Edits.remove(EXCLUSIONS));
    }
}
