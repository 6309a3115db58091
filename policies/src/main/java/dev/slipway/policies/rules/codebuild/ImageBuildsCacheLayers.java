package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;
import java.util.Optional;

/** Builds of images cache the layers of the image. */
public final class ImageBuildsCacheLayers extends ResourceRule {
    private static final List<String> BUILDS_AN_IMAGE = List.of("docker build", "docker image build", "buildx b");
    private static final List<String> CACHES_IN_REGISTRY =
            List.of("--cache-to", "--cache-from", "cache-to=", "cache-from=");

    public ImageBuildsCacheLayers() {
        super(
                About.rule("Builds of images cache the layers of the image")
                        .why("A cache of source code or of directories does not hold the layers, so every build of the "
                                + "image starts from its first line.")
                        .remedy("Add LOCAL_DOCKER_LAYER_CACHE to cache.modes, or give docker build a cache in the "
                                + "registry with --cache-to and --cache-from.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/caching-local.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Optional<String> buildspec = Buildspec.inline(project);
        if (buildspec.isEmpty()) {
            return Verdict.notApplicable("the buildspec is not in the project, so nothing tells what it builds");
        }
        if (BUILDS_AN_IMAGE.stream().noneMatch(buildspec.get()::contains)) {
            return Verdict.notApplicable("the buildspec builds no image");
        }
        if (CACHES_IN_REGISTRY.stream().anyMatch(buildspec.get()::contains)) {
            return Verdict.compliant();
        }
        if (project.get("cache.type").text("NO_CACHE").equals("NO_CACHE")) {
            return Verdict.notApplicable("there is no cache at all, which build-is-cached reports");
        }
        Property modes = project.get("cache.modes");
        for (Property mode : modes.items()) {
            if (mode.text("").equals("LOCAL_DOCKER_LAYER_CACHE")) {
                return Verdict.compliant();
            }
        }
        return Verdict.violation(modes, "the layers of the image are not cached, expected LOCAL_DOCKER_LAYER_CACHE");
    }
}
