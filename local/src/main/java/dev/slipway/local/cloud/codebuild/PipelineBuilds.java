package dev.slipway.local.cloud.codebuild;

/** Starts builds for pipelines. On AWS this is StartBuild with members that are not public; it is judged as StartBuild. */
public interface PipelineBuilds {
    /**
     * Starts a build, or finds the one that was started with the same token.
     *
     * @return id of the build, {@code PROJECT:UUID}; BatchGetBuilds tells how it goes on
     * @throws dev.slipway.local.cloud.access.AccessDenied when the caller may not do {@code codebuild:StartBuild} on the project
     * @throws dev.slipway.local.cloud.api.AwsException what StartBuild would answer, such as ResourceNotFoundException
     */
    String start(PipelineBuild build);
}
