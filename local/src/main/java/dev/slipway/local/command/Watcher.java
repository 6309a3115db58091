package dev.slipway.local.command;

import dev.slipway.local.executions.BuildFailure;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.ExecutionSummary;
import dev.slipway.local.executions.ExecutionView;
import dev.slipway.local.executions.LogReader;
import dev.slipway.local.executions.ServiceReader;
import dev.slipway.local.executions.ServiceTarget;
import dev.slipway.local.executions.ServiceView;
import dev.slipway.local.terminal.Scene;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at one execution again and again. */
final class Watcher {
    private static final int LOG_LINES = 200;

    private final ExecutionReader executions;
    private final LogReader logs;
    private final ServiceReader services;
    private final Optional<ServiceTarget> target;
    private final String pipeline;
    private final String id;
    private final Clock clock;
    private final List<String> tail = new ArrayList<>();
    private String build = "";
    private String next = "";

    Watcher(Clients clients, String pipeline, String id, Clock clock) {
        this.executions = new ExecutionReader(clients.codepipeline());
        this.logs = new LogReader(clients.codebuild(), clients.logs());
        this.services = new ServiceReader(clients.ecs(), clients.balancers());
        this.target = ServiceTarget.of(clients.codepipeline(), pipeline);
        this.pipeline = pipeline;
        this.id = id;
        this.clock = clock;
    }

    /** What is to be seen now. */
    Scene look() {
        ExecutionSummary summary = executions.find(pipeline, id);
        var view = executions.read(pipeline, summary);
        var running = view.runningBuild();
        running.ifPresent(action -> follow(action.externalId()));
        return new Scene(view, running.isPresent() ? List.copyOf(tail) : List.of(), service(view), clock.instant());
    }

    private Optional<ServiceView> service(ExecutionView view) {
        return view.deploys() ? target.flatMap(services::read) : Optional.empty();
    }

    /** Why the builds of the execution failed that did. */
    List<BuildFailure> failures(ExecutionView view, int lines) {
        return view.failedBuilds()
                .flatMap(action -> logs.failure(action.externalId(), lines).stream())
                .toList();
    }

    private void follow(String newest) {
        if (!newest.equals(build)) {
            build = newest;
            next = "";
            tail.clear();
        }
        logs.ofBuild(build).ifPresent(place -> {
            var chunk = logs.read(place, next);
            next = chunk.next();
            chunk.lines().forEach(line -> tail.add(line.text()));
            if (tail.size() > LOG_LINES) {
                tail.subList(0, tail.size() - LOG_LINES).clear();
            }
        });
    }
}
