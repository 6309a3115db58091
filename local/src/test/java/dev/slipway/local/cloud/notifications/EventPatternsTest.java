package dev.slipway.local.cloud.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Compares which of all event types stand for an event with a table: source, detail-type, detail, and the types without their beginning. */
class EventPatternsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<String> EVENTS =
            """
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"STARTED"}    | pipeline-execution-started
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"SUCCEEDED"}  | pipeline-execution-succeeded
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"FAILED"}     | pipeline-execution-failed
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"RESUMED"}    | pipeline-execution-resumed
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"CANCELED"}   | pipeline-execution-canceled
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"SUPERSEDED"} | pipeline-execution-superseded
            codepipeline | CodePipeline Pipeline Execution State Change | {"state":"STOPPED"}    |
            codepipeline | CodePipeline Stage Execution State Change    | {"state":"STARTED"}    | stage-execution-started
            codepipeline | CodePipeline Stage Execution State Change    | {"state":"SUCCEEDED"}  | stage-execution-succeeded
            codepipeline | CodePipeline Stage Execution State Change    | {"state":"FAILED"}     | stage-execution-failed
            codepipeline | CodePipeline Stage Execution State Change    | {"state":"RESUMED"}    | stage-execution-resumed
            codepipeline | CodePipeline Stage Execution State Change    | {"state":"CANCELED"}   | stage-execution-canceled
            codepipeline | CodePipeline Action Execution State Change   | {"state":"STARTED","type":{"category":"Build"}}      | action-execution-started
            codepipeline | CodePipeline Action Execution State Change   | {"state":"SUCCEEDED","type":{"category":"Build"}}    | action-execution-succeeded
            codepipeline | CodePipeline Action Execution State Change   | {"state":"FAILED","type":{"category":"Deploy"}}      | action-execution-failed
            codepipeline | CodePipeline Action Execution State Change   | {"state":"CANCELED","type":{"category":"Build"}}     | action-execution-canceled
            codepipeline | CodePipeline Action Execution State Change   | {"state":"ABANDONED","type":{"category":"Build"}}    |
            codepipeline | CodePipeline Action Execution State Change   | {"state":"STARTED","type":{"category":"Approval"}}   | action-execution-started manual-approval-needed
            codepipeline | CodePipeline Action Execution State Change   | {"state":"SUCCEEDED","type":{"category":"Approval"}} | action-execution-succeeded manual-approval-succeeded
            codepipeline | CodePipeline Action Execution State Change   | {"state":"FAILED","type":{"category":"Approval"}}    | action-execution-failed manual-approval-failed
            codebuild    | CodeBuild Build State Change | {"build-status":"IN_PROGRESS"} | build-state-in-progress
            codebuild    | CodeBuild Build State Change | {"build-status":"SUCCEEDED"}   | build-state-succeeded
            codebuild    | CodeBuild Build State Change | {"build-status":"FAILED"}      | build-state-failed
            codebuild    | CodeBuild Build State Change | {"build-status":"FAULT"}       | build-state-failed
            codebuild    | CodeBuild Build State Change | {"build-status":"TIMED_OUT"}   | build-state-failed
            codebuild    | CodeBuild Build State Change | {"build-status":"STOPPED"}     | build-state-stopped
            codebuild    | CodeBuild Build Phase Change | {"completed-phase-status":"SUCCEEDED"}    | build-phase-success
            codebuild    | CodeBuild Build Phase Change | {"completed-phase-status":"FAILED"}       | build-phase-failure
            codebuild    | CodeBuild Build Phase Change | {"completed-phase-status":"CLIENT_ERROR"} | build-phase-failure
            codebuild    | CodeBuild Build Phase Change | {"completed-phase-status":"STOPPED"}      |
            codecommit   | CodeCommit Repository State Change | {"event":"referenceCreated","referenceType":"tag"}    | branches-and-tags-created
            codecommit   | CodeCommit Repository State Change | {"event":"referenceUpdated","referenceType":"branch"} | branches-and-tags-updated
            codecommit   | CodeCommit Repository State Change | {"event":"referenceDeleted","referenceType":"branch"} | branches-and-tags-deleted
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestCreated","isMerged":"False"}   | pull-request-created
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestSourceBranchUpdated"}  | pull-request-source-updated
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestStatusChanged"}        | pull-request-status-changed
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestMergeStatusUpdated","isMerged":"True"}  | pull-request-merged
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestMergeStatusUpdated","isMerged":"False"} |
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestApprovalStateChanged"} | approvals-status-changed
            codecommit   | CodeCommit Pull Request State Change | {"event":"pullRequestApprovalRuleOverridden"} | approvals-rule-override
            codecommit   | CodeCommit Comment on Commit         | {"event":"commentOnCommitCreated"}      | comments-on-commits
            codecommit   | CodeCommit Comment on Pull Request   | {"event":"commentOnPullRequestUpdated"} | comments-on-pull-requests
            codedeploy   | CodeDeploy Deployment State-change Notification | {"state":"START"}   | deployment-started
            codedeploy   | CodeDeploy Deployment State-change Notification | {"state":"SUCCESS"} | deployment-succeeded
            codedeploy   | CodeDeploy Deployment State-change Notification | {"state":"FAILURE"} | deployment-failed
            ecr          | ECR Image Action | {"action-type":"PUSH"} |
            """
                    .lines()
                    .toList();

    private static Set<String> typesOf(String line) throws JsonProcessingException {
        var parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        var event = Json.object().put("source", "aws." + parts.get(0)).put("detail-type", parts.get(1));
        event.set("detail", JSON.readTree(parts.get(2)));
        return EventTypes.ALL.keySet().stream()
                .filter(id -> EventPatterns.of(id).matches(event))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void tellWhichTypesAnEventIsOf(String line) throws JsonProcessingException {
        var expected = line.substring(line.lastIndexOf('|') + 1).strip();
        assertThat(typesOf(line))
                .extracting(id -> id.replaceFirst("^[a-z]+-[a-z]+-", ""))
                .containsExactlyInAnyOrderElementsOf(expected.isEmpty() ? Set.of() : Set.of(expected.split(" ", -1)));
    }

    @Test
    void haveAnEventForEveryType() throws JsonProcessingException {
        var all = new TreeSet<String>();
        for (var line : EVENTS) {
            all.addAll(typesOf(line));
        }
        assertThat(all).isEqualTo(EventTypes.ALL.keySet());
    }

    @Test
    void knowNoOtherTypes() {
        assertThatThrownBy(() -> EventPatterns.of("codepipeline-pipeline-nothing"))
                .hasMessage("'codepipeline-pipeline-nothing' is not an event type");
    }
}
