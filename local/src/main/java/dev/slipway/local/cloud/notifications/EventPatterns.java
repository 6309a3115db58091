package dev.slipway.local.cloud.notifications;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The events of every event type.
 *
 * @see <a href="https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html#concepts-api">Event types</a>
 */
final class EventPatterns {
    private static final String ACTION = "CodePipeline Action Execution State Change";
    private static final String REFERENCE = "CodeCommit Repository State Change";
    private static final String PULL_REQUEST = "CodeCommit Pull Request State Change";
    private static final String PHASE = "CodeBuild Build Phase Change";
    private static final String STATE = "/state";
    private static final String EVENT = "/event";
    private static final Map<String, EventPattern> ALL = all();

    private EventPatterns() {}

    /** The events of a type that {@link EventTypes} has. */
    static EventPattern of(String id) {
        var pattern = ALL.get(id);
        if (pattern == null) {
            throw new IllegalArgumentException("'%s' is not an event type".formatted(id));
        }
        return pattern;
    }

    private static Map<String, EventPattern> all() {
        var all = new TreeMap<String, EventPattern>();
        pipelines(all);
        builds(all);
        repositories(all);
        Map.of("failed", "FAILURE", "started", "START", "succeeded", "SUCCESS")
                .forEach((end, state) -> all.put(
                        "codedeploy-application-deployment-" + end,
                        new EventPattern(
                                "aws.codedeploy",
                                "CodeDeploy Deployment State-change Notification",
                                Map.of(STATE, Set.of(state)))));
        return all;
    }

    private static void pipelines(Map<String, EventPattern> all) {
        Map.of("action", "Action", "stage", "Stage", "pipeline", "Pipeline").forEach((level, name) -> Map.of(
                        "canceled", "CANCELED",
                        "failed", "FAILED",
                        "resumed", "RESUMED",
                        "started", "STARTED",
                        "succeeded", "SUCCEEDED",
                        "superseded", "SUPERSEDED")
                .forEach((end, state) -> {
                    var id = "codepipeline-pipeline-%s-execution-%s".formatted(level, end);
                    if (EventTypes.ALL.containsKey(id)) {
                        var type = "CodePipeline %s Execution State Change".formatted(name);
                        all.put(id, pipeline(type, Map.of(STATE, Set.of(state))));
                    }
                }));
        Map.of("needed", "STARTED", "failed", "FAILED", "succeeded", "SUCCEEDED")
                .forEach((end, state) -> all.put(
                        "codepipeline-pipeline-manual-approval-" + end,
                        pipeline(ACTION, Map.of(STATE, Set.of(state), "/type/category", Set.of("Approval")))));
    }

    private static EventPattern pipeline(String type, Map<String, Set<String>> detail) {
        return new EventPattern("aws.codepipeline", type, detail);
    }

    /** What ended otherwise than in success, or by a person's stop, has failed. */
    private static void builds(Map<String, EventPattern> all) {
        Map.of(
                        "failed", Set.of("FAILED", "FAULT", "TIMED_OUT"),
                        "in-progress", Set.of("IN_PROGRESS"),
                        "stopped", Set.of("STOPPED"),
                        "succeeded", Set.of("SUCCEEDED"))
                .forEach((end, states) -> all.put(
                        "codebuild-project-build-state-" + end,
                        new EventPattern(
                                "aws.codebuild", "CodeBuild Build State Change", Map.of("/build-status", states))));
        Map.of(
                        "failure", Set.of("FAILED", "FAULT", "TIMED_OUT", "CLIENT_ERROR"),
                        "success", Set.of("SUCCEEDED"))
                .forEach((end, states) -> all.put(
                        "codebuild-project-build-phase-" + end,
                        new EventPattern("aws.codebuild", PHASE, Map.of("/completed-phase-status", states))));
    }

    private static void repositories(Map<String, EventPattern> all) {
        Map.of("created", "Created", "deleted", "Deleted", "updated", "Updated")
                .forEach((end, event) -> repository(all, "branches-and-tags-" + end, REFERENCE, "reference" + event));
        repository(all, "pull-request-created", PULL_REQUEST, "pullRequestCreated");
        repository(all, "pull-request-source-updated", PULL_REQUEST, "pullRequestSourceBranchUpdated");
        repository(all, "pull-request-status-changed", PULL_REQUEST, "pullRequestStatusChanged");
        repository(all, "approvals-status-changed", PULL_REQUEST, "pullRequestApprovalStateChanged");
        repository(all, "approvals-rule-override", PULL_REQUEST, "pullRequestApprovalRuleOverridden");
        put(
                all,
                "pull-request-merged",
                PULL_REQUEST,
                Map.of(EVENT, Set.of("pullRequestMergeStatusUpdated"), "/isMerged", Set.of("True")));
        put(all, "comments-on-commits", "CodeCommit Comment on Commit", Map.of());
        put(all, "comments-on-pull-requests", "CodeCommit Comment on Pull Request", Map.of());
    }

    private static void repository(Map<String, EventPattern> all, String type, String detailType, String event) {
        put(all, type, detailType, Map.of(EVENT, Set.of(event)));
    }

    private static void put(
            Map<String, EventPattern> all, String type, String detailType, Map<String, Set<String>> detail) {
        all.put("codecommit-repository-" + type, new EventPattern("aws.codecommit", detailType, detail));
    }
}
