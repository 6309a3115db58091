package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codecommit.Archives;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.InvalidCommitIdException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;

/**
 * Takes a commit of CodeCommit: the newest of the branch, or the one that the start of the execution names.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param artifacts pass from action to action
 * @param archives make archives of commits
 * @param clock the time
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeCommit.html">CodeCommit action</a>
 */
public record CodeCommitSource(CloudClients clients, Roles roles, Artifacts artifacts, Archives archives, Clock clock)
        implements ActionExecutor {
    private static final int LONGEST_SUMMARY = 2048;

    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        if (!task.setting("OutputArtifactFormat").isEmpty()
                && !task.setting("OutputArtifactFormat").equals("CODE_ZIP")) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "the local cloud makes source artifacts in the format CODE_ZIP only, got %s"
                            .formatted(task.setting("OutputArtifactFormat")));
        }
        var repository = task.setting("RepositoryName");
        var branch = task.setting("BranchName");
        var caller = roles.of(task);
        var codecommit = clients.client(CodeCommitClient.builder(), task.actionRegion(), caller);
        try {
            var asked = task.run().input().revision();
            // The branch is asked for even when the revision is given: AWS refuses one of a branch that is gone.
            var head = codecommit
                    .getBranch(request -> request.repositoryName(repository).branchName(branch))
                    .branch()
                    .commitId();
            var id = asked.isEmpty() ? head : asked;
            var commit = codecommit
                    .getCommit(request -> request.repositoryName(repository).commitId(id))
                    .commit();
            var arn = "arn:aws:codecommit:%s:%s:%s"
                    .formatted(task.actionRegion(), dev.slipway.local.cloud.api.Call.ACCOUNT, repository);
            for (var action : new String[] {"codecommit:UploadArchive", "codecommit:GetUploadArchiveStatus"}) {
                roles.behalf().access().require(caller, AccessRequest.of(task.actionRegion(), action, arn));
            }
            upload(task, repository, id);
            var message = commit.message().strip();
            var variables = Map.of(
                    "CommitId", id,
                    "CommitMessage", message,
                    "BranchName", branch,
                    "RepositoryName", repository,
                    "AuthorDate", GitDates.utc(commit.author().date()),
                    "CommitterDate", GitDates.utc(commit.committer().date()));
            var summary = message.substring(0, Math.min(message.length(), LONGEST_SUMMARY));
            var url = "%s/v1/repos/%s/commit/%s".formatted(clients.endpoint(), repository, id);
            return new Outcome(
                    task.run().progress().external(id, url).says(summary),
                    new ActionOutcome("", "", variables, new Revision(id, summary, url, clock.instant())));
        } catch (BranchDoesNotExistException | RepositoryDoesNotExistException gone) {
            throw new ActionFailure(
                    "RevisionUnavailable",
                    "The service role or action role has access, but the branch '%s' of repository '%s' is not there: %s"
                            .formatted(
                                    branch, repository, gone.awsErrorDetails().errorMessage()));
        } catch (CommitIdDoesNotExistException | InvalidCommitIdException gone) {
            throw new ActionFailure(
                    "RevisionUnavailable",
                    "Repository '%s' has no such commit: %s"
                            .formatted(repository, gone.awsErrorDetails().errorMessage()));
        }
    }

    private void upload(ActionTask task, String repository, String commit) {
        try {
            var zip = Files.createTempFile("slipway-source", ".zip");
            try {
                archives.zip(task.actionRegion(), repository, commit, zip);
                for (var output : task.run().input().outputs().values()) {
                    artifacts.put(task, roles.of(task), output, zip);
                }
            } finally {
                Files.deleteIfExists(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
