package dev.slipway.local.executions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One execution with its stages.
 *
 * @param pipeline name of the pipeline
 * @param summary id, status, trigger, revisions
 * @param statusSummary what CodePipeline says about the status; empty when nothing
 * @param stages all stages of the pipeline, in order; those ahead have not begun
 */
public record ExecutionView(String pipeline, ExecutionSummary summary, String statusSummary, List<Stage> stages) {
    /** Copies the stages. */
    public ExecutionView {
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param name its name
     * @param progress how far it is
     * @param waiting why the execution waits before it; empty when it does not
     * @param actions its actions by run order
     */
    public record Stage(String name, Progress progress, String waiting, List<Action> actions) {
        /** Copies the actions. */
        public Stage {
            actions = List.copyOf(actions);
        }
    }

    /**
     * An action, in its newest run within the execution.
     *
     * @param name its name
     * @param category such as {@code Build}
     * @param provider such as {@code CodeBuild}
     * @param subject what it works on, such as the project
     * @param runOrder actions of one number run beside each other
     * @param attempt how many times it was begun
     * @param progress how far it is
     * @param summary what its provider says
     * @param error why it failed; empty when it did not
     * @param externalId the provider's own id, such as a build's
     */
    public record Action(
            String name,
            String category,
            String provider,
            String subject,
            int runOrder,
            int attempt,
            Progress progress,
            String summary,
            String error,
            String externalId) {}

    /** The id of the execution. */
    public String id() {
        return summary.id();
    }

    /** The actions of all stages. */
    public Stream<Action> actions() {
        return stages.stream().flatMap(stage -> stage.actions().stream());
    }

    /** The build to look at: one that failed, else the newest that was begun. */
    public Optional<Action> buildToShow() {
        return failedBuilds().findFirst().or(() -> actions()
                .filter(action -> action.provider().equals("CodeBuild")
                        && !action.externalId().isEmpty())
                .reduce((first, second) -> second));
    }

    /** The builds that failed, in the order of the stages. */
    public Stream<Action> failedBuilds() {
        return actions()
                .filter(action -> action.provider().equals("CodeBuild")
                        && !action.externalId().isEmpty()
                        && action.progress().status().equals("Failed"));
    }

    /** The build that runs now. */
    public Optional<Action> runningBuild() {
        return actions()
                .filter(action -> action.provider().equals("CodeBuild")
                        && !action.externalId().isEmpty()
                        && action.progress().goesOn())
                .findFirst();
    }

    /** Whether an action that deploys to ECS has begun, and not ended. */
    public boolean deploys() {
        return actions()
                .anyMatch(action -> action.category().equals("Deploy")
                        && action.provider().equals("ECS")
                        && action.progress().goesOn());
    }
}
