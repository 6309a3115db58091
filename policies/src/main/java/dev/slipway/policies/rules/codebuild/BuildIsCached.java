package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds use a cache that can work for their kind of build. */
public final class BuildIsCached extends ResourceRule {

    public BuildIsCached() {
        super(
                About.rule("Builds use a cache that can work for their kind of build")
                        .why(
                                "Without a cache, every build downloads and compiles everything again: slower feedback and a"
                                        + " higher bill.")
                        .remedy(
                                "Set cache to S3 with a location, or to LOCAL with modes that fit: the Docker layer cache"
                                        + " needs privileged mode on Linux, and no local cache works in a VPC. Or give docker"
                                        + " buildx a registry cache with --cache-to in the buildspec.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property type = project.get("cache.type");
        return switch (type.text("NO_CACHE")) {
            case "S3" -> s3(project);
            case "LOCAL" -> local(project);
            default -> registry(project, type);
        };
    }

    private static Verdict s3(ResourceView project) {
        Property location = project.get("cache.location");
        return location.isKnown() && location.text("").isBlank()
                ? Verdict.violation(location, "expected the bucket and prefix of the S3 cache")
                : Verdict.compliant();
    }

    private static Verdict local(ResourceView project) {
        if (project.get("vpcConfig").isPresent()) {
            return Verdict.violation(project.get("cache.type"), "builds in a VPC have no local cache, expected S3");
        }
        Property modes = project.get("cache.modes");
        if (modes.items().isEmpty()) {
            return Verdict.violation(modes, "a local cache without modes caches nothing, expected at least one mode");
        }
        for (Property mode : modes.items()) {
            if (mode.text("").equals("LOCAL_DOCKER_LAYER_CACHE") && !keepsDockerLayers(project)) {
                return Verdict.violation(mode, "the Docker layer cache needs privileged mode on Linux");
            }
        }
        return Verdict.compliant();
    }

    private static boolean keepsDockerLayers(ResourceView project) {
        return project.get("environment.privilegedMode").flag(false)
                && !project.get("environment.type").text("").startsWith("WINDOWS");
    }

    private static Verdict registry(ResourceView project, Property type) {
        // A buildspec in the source cannot be read: it may well have a registry cache, but nothing says so.
        return project.get("source.buildspec").text("").contains("--cache-to")
                ? Verdict.compliant()
                : Verdict.violation(type, "nothing is cached between builds, expected S3, LOCAL or a registry cache");
    }
}
