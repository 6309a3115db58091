package dev.slipway.config;

import dev.slipway.blueprint.DeployTarget;
import dev.slipway.blueprint.Text;
import dev.slipway.blueprint.TextRule;
import org.jspecify.annotations.Nullable;

/**
 * The names that AWS sees. They are the same at every update, so that a preview knows every ARN, and with it every
 * policy document, before anything exists.
 *
 * @param prefix PROJECT-STACK
 */
public record ResourceNames(String prefix) {
    private static final TextRule PREFIX = new TextRule(
            "a project and stack name that fit into AWS names",
            "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            3,
            32,
            "lower-case letters, digits and single -, first a letter; use a shorter or plainer stack name");

    /** Makes the names, or throws {@link IllegalArgumentException} when they would not fit AWS's rules. */
    public ResourceNames {
        PREFIX.check(prefix);
    }

    /** The names of a stack. */
    public static ResourceNames of(String project, String stack) {
        return new ResourceNames(project + "-" + stack);
    }

    /** Name of the pipeline, of the CodeBuild project and of what belongs to them. */
    public String service(String service) {
        return prefix + "-" + service;
    }

    /** Name of the CodeCommit repository. */
    public String source(String service, SourceSettings source) {
        return given(source.repositoryName(), service);
    }

    String source(String service, Reading read) {
        return given(read.value("source.repositoryName", Text.class).orElse(null), service);
    }

    /** Name of the ECR repository. */
    public String images(String service, BuildSettings build) {
        return given(build.repositoryName(), prefix + "/" + service);
    }

    String images(String service, Reading read) {
        return given(read.value("build.repositoryName", Text.class).orElse(null), prefix + "/" + service);
    }

    /** Name of the ECS service; a trial service is ours, and so is named like all that is ours. */
    public String target(String service, DeploySettings deploy) {
        return given(deploy.serviceName(), deploy.target() == DeployTarget.TRIAL ? service(service) : service);
    }

    String target(String service, Reading read) {
        return given(
                read.value("deploy.serviceName", Text.class).orElse(null),
                Conflicts.isTrial(read) ? service(service) : service);
    }

    /** Name of the ECS cluster. */
    public String cluster(DeploySettings deploy) {
        return given(deploy.clusterName(), prefix);
    }

    String cluster(Reading read) {
        return given(read.value("deploy.clusterName", Text.class).orElse(null), prefix);
    }

    /** Name of the container. */
    public String container(String service, DeploySettings deploy) {
        return given(deploy.containerName(), service);
    }

    String container(String service, Reading read) {
        return given(read.value("deploy.containerName", Text.class).orElse(null), service);
    }

    /** Name of the artifact bucket. */
    public String bucket(ArtifactSettings artifacts, String account, String region) {
        return given(artifacts.bucketName(), "%s-%s-%s".formatted(prefix, account, region));
    }

    private static String given(@Nullable Text name, String otherwise) {
        return name == null ? otherwise : name.value();
    }
}
