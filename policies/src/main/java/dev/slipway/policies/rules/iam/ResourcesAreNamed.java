package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.AccessLevel;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.ResourceType;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Actions that can be held to resources are. */
public final class ResourcesAreNamed extends WideActionRule {

    public ResourcesAreNamed() {
        super(About.rule("Actions that can be held to resources are")
                .why("What a build or a pipeline may do to everything in the account, one bad commit does.")
                .remedy("Name the ARNs of the resources; actions that take * alone go into a statement of their own.")
                .severity(Severity.MEDIUM)
                .peers(
                        "checkov CKV_AWS_290",
                        "checkov CKV_AWS_355",
                        "cdk-nag AwsSolutions-IAM5",
                        "trivy AWS-0057",
                        "cloudsplaining InfrastructureModification")
                .links(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html")
                .build());
    }

    @Override
    Optional<String> remark(ActionInfo action) {
        return Optional.of("reaches every " + kind(action));
    }

    /** The type that a reader expects: s3:GetObject takes objects, although it takes those of access points too. */
    private static String kind(ActionInfo action) {
        return action.resourceTypes().stream()
                .map(ResourceType::name)
                .min(Comparator.comparing(
                                (String type) -> !action.requiredTypes().contains(type))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .map(type -> type.replaceAll("/.*", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT))
                .orElseThrow();
    }

    /**
     * A pattern of actions that only read is not asked for ARNs when one of them takes none: it would have to be taken apart, and
     * what reads data or secrets has rules of its own.
     */
    @Override
    boolean isAsked(String pattern) {
        return !Wildcard.ofAction(pattern).hasWildcard()
                || ActionCatalog.get().expand(pattern).stream().allMatch(ActionInfo::takesResource)
                || !ActionCatalog.get().expand(pattern).stream()
                        .allMatch(action ->
                                action.accessLevel() == AccessLevel.LIST || action.accessLevel() == AccessLevel.READ);
    }
}
