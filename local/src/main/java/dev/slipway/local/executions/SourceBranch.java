package dev.slipway.local.executions;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * The branch in CodeCommit that a pipeline follows.
 *
 * @param repository name of the repository
 * @param branch name of the branch
 */
public record SourceBranch(String repository, String branch) {
    /** That of a pipeline; empty when its source is elsewhere. */
    public static Optional<SourceBranch> of(CodePipelineClient codepipeline, String pipeline) {
        return codepipeline.getPipeline(request -> request.name(pipeline)).pipeline().stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> "CodeCommit".equals(action.actionTypeId().provider()))
                .map(ActionDeclaration::configuration)
                .filter(settings -> settings.containsKey("RepositoryName") && settings.containsKey("BranchName"))
                .map(settings -> new SourceBranch(
                        Objects.requireNonNull(settings.get("RepositoryName")),
                        Objects.requireNonNull(settings.get("BranchName"))))
                .findFirst();
    }

    /** Its newest commit. */
    public String head(CodeCommitClient codecommit) {
        return codecommit
                .getBranch(request -> request.repositoryName(repository).branchName(branch))
                .branch()
                .commitId();
    }

    /** Where it is cloned from. */
    public String url(CodeCommitClient codecommit) {
        return codecommit
                .getRepository(request -> request.repositoryName(repository))
                .repositoryMetadata()
                .cloneUrlHttp();
    }
}
