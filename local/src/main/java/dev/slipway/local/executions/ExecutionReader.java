package dev.slipway.local.executions;

import dev.slipway.local.show.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Reads executions of pipelines. */
public final class ExecutionReader {
    private final CodePipelineClient codepipeline;

    /** A reader that asks this client. */
    public ExecutionReader(CodePipelineClient codepipeline) {
        this.codepipeline = codepipeline;
    }

    /** The newest executions of a pipeline, newest first, at most so many. */
    public List<ExecutionSummary> newest(String pipeline, int limit) {
        return summaries(pipeline).limit(limit).toList();
    }

    /** The newest execution; empty when the pipeline never ran. */
    public Optional<ExecutionSummary> newest(String pipeline) {
        return summaries(pipeline).findFirst();
    }

    /** The newest execution of those that are under way. */
    public Optional<ExecutionSummary> newestRunning(String pipeline) {
        return summaries(pipeline)
                .filter(execution -> execution.progress().goesOn())
                .findFirst();
    }

    /**
     * The execution that an id, or the beginning of one, stands for.
     *
     * @throws UnknownName when there is none, or more than one
     */
    public ExecutionSummary find(String pipeline, String idOrBeginning) {
        var found = summaries(pipeline)
                .filter(execution -> execution.id().startsWith(idOrBeginning))
                .limit(2)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UnknownName(
                found.isEmpty()
                        ? "no execution '%s' of %s: ./slipway history lists those that there are"
                                .formatted(idOrBeginning, pipeline)
                        : "more than one execution of %s begins with '%s', expected one: give more of its id"
                                .formatted(pipeline, idOrBeginning));
    }

    /** An execution with its stages as they are now. */
    public ExecutionView read(String pipeline, ExecutionSummary execution) {
        // The newest knowledge last: what is read later may be ahead, but never behind.
        var found = codepipeline.getPipelineExecution(
                request -> request.pipelineName(pipeline).pipelineExecutionId(execution.id()));
        var version = found.pipelineExecution().pipelineVersion();
        var declared =
                codepipeline.getPipeline(request -> request.name(pipeline)).pipeline();
        if (version != null && !version.equals(declared.version())) {
            declared = codepipeline
                    .getPipeline(request -> request.name(pipeline).version(version))
                    .pipeline();
        }
        var states =
                codepipeline.getPipelineState(request -> request.name(pipeline)).stageStates();
        var runs = runs(pipeline, execution.id());
        return new ExecutionView(
                pipeline,
                execution,
                Objects.requireNonNullElse(found.pipelineExecution().statusSummary(), ""),
                declared.stages().stream()
                        .map(stage -> stage(stage, state(states, stage.name()), execution.id(), runs))
                        .toList());
    }

    private static @Nullable StageState state(List<StageState> states, String stage) {
        return states.stream()
                .filter(state -> stage.equals(state.stageName()))
                .findFirst()
                .orElse(null);
    }

    /** Every run of every action in an execution, oldest first, by stage and action. */
    private Map<List<String>, List<ActionExecutionDetail>> runs(String pipeline, String execution) {
        return codepipeline
                .listActionExecutionsPaginator(
                        request -> request.pipelineName(pipeline).filter(f -> f.pipelineExecutionId(execution)))
                .actionExecutionDetails()
                .stream()
                .sorted(Comparator.comparing(
                        ActionExecutionDetail::startTime, Comparator.nullsFirst(Comparator.naturalOrder())))
                .collect(Collectors.groupingBy(
                        run -> List.of(run.stageName(), run.actionName()),
                        () -> new TreeMap<>(Comparator.comparing(List<String>::toString)),
                        Collectors.toList()));
    }

    private static ExecutionView.Stage stage(
            StageDeclaration stage,
            @Nullable StageState state,
            String execution,
            Map<List<String>, List<ActionExecutionDetail>> runs) {
        var actions = stage.actions().stream()
                .sorted(Comparator.comparing(ExecutionReader::runOrder))
                .map(action -> action(action, runs.getOrDefault(List.of(stage.name(), action.name()), List.of())))
                .toList();
        return new ExecutionView.Stage(
                stage.name(), progress(state, execution, actions), waiting(state, execution), actions);
    }

    /** The stage's own state while the execution holds the stage; else what its actions tell. */
    private static Progress progress(@Nullable StageState state, String execution, List<ExecutionView.Action> actions) {
        var begun = actions.stream().map(ExecutionView.Action::progress).toList();
        var started = begun.stream()
                .map(Progress::started)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        var updated = begun.stream()
                .map(Progress::updated)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (state != null
                && state.latestExecution() != null
                && execution.equals(state.latestExecution().pipelineExecutionId())) {
            return new Progress(state.latestExecution().statusAsString(), started, updated);
        }
        return new Progress(status(begun), started, updated);
    }

    private static String status(List<Progress> actions) {
        var words = actions.stream().map(Progress::status).toList();
        if (words.contains("InProgress")) {
            return "InProgress";
        } else if (words.contains("Failed")) {
            return "Failed";
        } else if (words.contains("Abandoned")) {
            return "Stopped";
        } else if (words.stream().allMatch("Succeeded"::equals)) {
            return "Succeeded";
        }
        return words.contains("Succeeded") ? "InProgress" : "";
    }

    private static String waiting(@Nullable StageState state, String execution) {
        if (state == null) {
            return "";
        }
        var waits = Stream.concat(Stream.ofNullable(state.inboundExecution()), state.inboundExecutions().stream())
                .anyMatch(inbound -> execution.equals(inbound.pipelineExecutionId()));
        if (!waits) {
            return "";
        }
        var transition = state.inboundTransitionState();
        if (transition != null && Boolean.FALSE.equals(transition.enabled())) {
            return "the transition is disabled: " + Objects.requireNonNullElse(transition.disabledReason(), "");
        }
        return "another execution is in the stage";
    }

    private static int runOrder(ActionDeclaration action) {
        return Objects.requireNonNullElse(action.runOrder(), 1);
    }

    private static ExecutionView.Action action(ActionDeclaration action, List<ActionExecutionDetail> runs) {
        var type = action.actionTypeId();
        var newest = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        var result = newest == null || newest.output() == null
                ? null
                : newest.output().executionResult();
        return new ExecutionView.Action(
                action.name(),
                type.categoryAsString(),
                type.provider(),
                Subject.of(action.configuration()),
                runOrder(action),
                runs.size(),
                newest == null
                        ? Progress.NONE
                        : new Progress(newest.statusAsString(), newest.startTime(), newest.lastUpdateTime()),
                CommandText.shorten(text(result, ActionExecutionResult::externalExecutionSummary)),
                error(result),
                text(result, ActionExecutionResult::externalExecutionId));
    }

    private static String text(
            @Nullable ActionExecutionResult result, Function<ActionExecutionResult, @Nullable String> member) {
        var text = result == null ? null : member.apply(result);
        return text == null ? "" : text;
    }

    private static String error(@Nullable ActionExecutionResult result) {
        var details = result == null ? null : result.errorDetails();
        if (details == null) {
            return "";
        }
        return Stream.of(details)
                .flatMap(d -> Stream.<@Nullable String>of(d.code(), d.message()))
                .filter(Objects::nonNull)
                .map(CommandText::shorten)
                .collect(Collectors.joining(": "));
    }

    private Stream<ExecutionSummary> summaries(String pipeline) {
        return codepipeline
                .listPipelineExecutionsPaginator(request -> request.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .stream()
                .map(ExecutionReader::summary);
    }

    private static ExecutionSummary summary(PipelineExecutionSummary execution) {
        var trigger = execution.trigger();
        return new ExecutionSummary(
                execution.pipelineExecutionId(),
                new Progress(execution.statusAsString(), execution.startTime(), execution.lastUpdateTime()),
                trigger == null ? "" : Objects.requireNonNullElse(trigger.triggerTypeAsString(), ""),
                trigger == null ? "" : Objects.requireNonNullElse(trigger.triggerDetail(), ""),
                Objects.requireNonNullElse(execution.executionModeAsString(), ""),
                Objects.requireNonNullElse(execution.executionTypeAsString(), "STANDARD"),
                execution.sourceRevisions().stream()
                        .map(source -> Revision.of(source.actionName(), source.revisionId(), source.revisionSummary()))
                        .toList());
    }
}
