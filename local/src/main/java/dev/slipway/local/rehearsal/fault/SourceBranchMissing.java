package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Executions;
import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The branch that the pipeline follows is deleted. */
final class SourceBranchMissing implements Fault {
    private static final String PARKED = "rehearsal-parked";

    @Override
    public String name() {
        return "source-branch-missing";
    }

    @Override
    public String about() {
        return "the branch that the pipeline follows is deleted";
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var stage = scene.delivery().source();
        var branch = scene.delivery().branch();
        var commit = scene.cloud()
                .codecommit()
                .getBranch(request ->
                        request.repositoryName(scene.delivery().repository()).branchName(branch))
                .branch()
                .commitId();
        remove(scene, commit);
        scene.story()
                .did("deleted branch %s of %s"
                        .formatted(branch, scene.delivery().repository()));
        try {
            scene.underLoad(() -> {
                var rollbacks = scene.executions().rollbacks();
                var execution = scene.cloud()
                        .codepipeline()
                        .startPipelineExecution(
                                request -> request.name(scene.delivery().pipeline()))
                        .pipelineExecutionId();
                scene.story().did("started the pipeline (StartPipelineExecution)");
                scene.failed(
                        execution,
                        new Scene.Failure(stage, "RevisionUnavailable", Pattern.compile(Pattern.quote(branch))));
                scene.reacted(execution, stage, rollbacks);
            });
            scene.staysLive();
        } finally {
            restore(scene, commit);
        }
    }

    /** CodeCommit does not delete a default branch. */
    private static void remove(Scene scene, String commit) {
        var repository = scene.delivery().repository();
        var codecommit = scene.cloud().codecommit();
        codecommit.createBranch(
                request -> request.repositoryName(repository).branchName(PARKED).commitId(commit));
        codecommit.updateDefaultBranch(
                request -> request.repositoryName(repository).defaultBranchName(PARKED));
        codecommit.deleteBranch(request ->
                request.repositoryName(repository).branchName(scene.delivery().branch()));
    }

    /** The branch comes back, and with it an execution, which changes nothing: its image is there already. */
    private static void restore(Scene scene, String commit) throws InterruptedException {
        var repository = scene.delivery().repository();
        var branch = scene.delivery().branch();
        var codecommit = scene.cloud().codecommit();
        var before = scene.executions().all().size();
        codecommit.createBranch(
                request -> request.repositoryName(repository).branchName(branch).commitId(commit));
        codecommit.updateDefaultBranch(
                request -> request.repositoryName(repository).defaultBranchName(branch));
        codecommit.deleteBranch(request -> request.repositoryName(repository).branchName(PARKED));
        scene.story().did("made branch %s again".formatted(branch));
        var execution = scene.waiting().until("the execution that the branch's creation starts", () -> {
            var all = scene.executions().all();
            return all.size() > before
                    ? all.stream().filter(one -> !Executions.rollback(one)).findFirst()
                    : Optional.empty();
        });
        scene.approve(execution.pipelineExecutionId());
        scene.executions().ended(execution.pipelineExecutionId());
    }
}
