package dev.slipway.local.cloud.page;

import dev.slipway.local.executions.Approvals;
import dev.slipway.local.executions.BuildFailure;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.ExecutionSummary;
import dev.slipway.local.executions.ExecutionView;
import dev.slipway.local.executions.LogChunk;
import dev.slipway.local.executions.LogReader;
import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.executions.Retries;
import dev.slipway.local.executions.ServiceReader;
import dev.slipway.local.executions.ServiceTarget;
import dev.slipway.local.executions.ServiceView;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page shows of pipelines. */
final class PipelinePage {
    private static final int EXECUTIONS = 20;
    private static final int LOG_LINES = 2_000;
    private static final int LINES_OF_A_FAILURE = 20;

    private final Clients clients;
    private final PageSources sources;
    private final ExecutionReader executions;

    PipelinePage(Clients clients, PageSources sources) {
        this.clients = clients;
        this.sources = sources;
        this.executions = new ExecutionReader(clients.codepipeline());
    }

    /** A pipeline in the list of all. */
    record Listed(String name, @Nullable ExecutionSummary latest) {}

    /** A pipeline by itself. */
    record One(String name, List<ExecutionSummary> executions) {}

    /** An execution, and what may be done with it. */
    record Execution(ExecutionView view, List<Approvals.Waiting> approvals, List<String> retryable) {}

    /** A log as far as it is there: so many lines are left out, then come the last. When the build failed, why. */
    record Log(String build, int left, List<LogChunk.Line> lines, @Nullable BuildFailure failure) {}

    /** A service with what its load balancer counted. */
    record Service(ServiceView view, List<TrafficEntry> traffic, List<URI> urls) {}

    List<Listed> list() {
        return PipelineNames.all(clients.codepipeline()).stream()
                .map(name -> new Listed(name, executions.newest(name).orElse(null)))
                .toList();
    }

    One one(String pipeline) {
        return new One(pipeline, executions.newest(pipeline, EXECUTIONS));
    }

    Execution execution(String pipeline, String id) {
        var view = executions.read(pipeline, executions.find(pipeline, id));
        var waits = view.summary().progress().goesOn()
                ? new Approvals(clients.codepipeline())
                        .waiting(pipeline).stream()
                                .filter(one -> one.execution().equals(view.id()))
                                .map(one -> new Approvals.Waiting(one.execution(), one.stage(), one.action(), ""))
                                .toList()
                : List.<Approvals.Waiting>of();
        var retryable = view.summary().progress().status().equals("Failed")
                ? new Retries(clients.codepipeline())
                        .failed(pipeline).stream()
                                .filter(one -> one.execution().equals(view.id()))
                                .map(Retries.Failed::stage)
                                .toList()
                : List.<String>of();
        return new Execution(view, waits, retryable);
    }

    Log log(String pipeline, String id) {
        var build = executions.read(pipeline, executions.find(pipeline, id)).buildToShow();
        var reader = new LogReader(clients.codebuild(), clients.logs());
        return build.map(action -> {
                    var lines = reader.ofBuild(action.externalId())
                            .map(place -> reader.read(place, "").lines())
                            .orElse(List.of());
                    var left = Math.max(0, lines.size() - LOG_LINES);
                    var failure = action.progress().status().equals("Failed")
                            ? reader.failure(action.externalId(), LINES_OF_A_FAILURE)
                                    .orElse(null)
                            : null;
                    return new Log(action.externalId(), left, lines.subList(left, lines.size()), failure);
                })
                .orElse(new Log("", 0, List.of(), null));
    }

    Optional<Service> service(String pipeline) {
        return ServiceTarget.of(clients.codepipeline(), pipeline)
                .flatMap(new ServiceReader(clients.ecs(), clients.balancers())::read)
                .map(view -> new Service(view, traffic(view), urls(view)));
    }

    /** Where the listeners answer that forward to this service by default. */
    private List<URI> urls(ServiceView view) {
        if (view.targetGroups().isEmpty()) {
            return List.of();
        }
        var known = sources.urls().get();
        var balancers = clients.balancers();
        return balancers
                .describeTargetGroups(request -> request.targetGroupArns(view.targetGroups()))
                .targetGroups()
                .stream()
                .flatMap(group -> group.loadBalancerArns().stream())
                .distinct()
                .flatMap(arn ->
                        balancers.describeListeners(request -> request.loadBalancerArn(arn)).listeners().stream())
                .filter(listener -> listener.defaultActions().stream()
                        .anyMatch(action -> view.targetGroups().contains(action.targetGroupArn())))
                .flatMap(listener -> Stream.ofNullable(known.get(listener.listenerArn())))
                .toList();
    }

    /** The counts of this service's tasks, and of the requests that found no target. */
    private List<TrafficEntry> traffic(ServiceView view) {
        return sources.traffic().get().stream()
                .filter(entry -> entry.task().isEmpty()
                        || view.tasks().stream().anyMatch(task -> task.id().equals(entry.task())))
                .toList();
    }
}
