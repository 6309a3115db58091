package dev.slipway.local.rehearsal.proof;

import dev.slipway.local.cloud.access.record.JudgedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;

/** Tells what a call was made for: the action of the pipeline or the phase of the build that was under way. */
public final class StepNames {
    private static final String BUILD_SESSION = "AWSCodeBuild-";
    private static final int MOST_BUILDS_A_CALL = 100;

    private final Map<String, List<Span>> spans = new HashMap<>();

    /** Something that was under way from then on. */
    private record Span(String name, Instant from) {}

    /** Reads the executions of these pipelines and the builds of these projects. */
    public static StepNames read(
            CodePipelineClient codepipeline, List<String> pipelines, CodeBuildClient codebuild, List<String> projects) {
        var names = new StepNames();
        for (var pipeline : pipelines) {
            codepipeline
                    .listActionExecutionsPaginator(request -> request.pipelineName(pipeline))
                    .actionExecutionDetails()
                    .forEach(names::action);
        }
        for (var project : projects) {
            var ids = codebuild.listBuildsForProjectPaginator(request -> request.projectName(project)).ids().stream()
                    .toList();
            for (var from = 0; from < ids.size(); from += MOST_BUILDS_A_CALL) {
                var some = ids.subList(from, Math.min(ids.size(), from + MOST_BUILDS_A_CALL));
                codebuild.batchGetBuilds(request -> request.ids(some)).builds().forEach(build -> build.phases()
                        .forEach(phase -> names.add(
                                BUILD_SESSION + build.id().substring(build.id().indexOf(':') + 1),
                                "build/" + phase.phaseTypeAsString(),
                                phase.startTime())));
            }
        }
        return names;
    }

    private void action(ActionExecutionDetail run) {
        add(run.pipelineExecutionId(), "%s/%s".formatted(run.stageName(), run.actionName()), run.startTime());
    }

    private void add(String session, String name, @Nullable Instant from) {
        if (from != null) {
            spans.computeIfAbsent(session, any -> new ArrayList<>()).add(new Span(name, from));
        }
    }

    /** The step of a call: the last that began before it; for sessions of others, what their role is for. */
    public String of(JudgedCall call) {
        return spans.getOrDefault(call.session(), List.of()).stream()
                .filter(span -> !span.from().isAfter(call.time()))
                .reduce((earlier, later) -> later.from().isBefore(earlier.from()) ? earlier : later)
                .map(Span::name)
                .orElseGet(() -> other(call.role()));
    }

    private static String other(String role) {
        if (role.endsWith("-execution")) {
            return "task start";
        }
        if (role.endsWith("-source")) {
            return "event rule";
        }
        return role.endsWith("-build") ? "build" : role.endsWith("-task") ? "task" : "pipeline";
    }
}
