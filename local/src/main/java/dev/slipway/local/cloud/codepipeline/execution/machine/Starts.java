package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.Origin;
import dev.slipway.local.cloud.codepipeline.execution.model.Products;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Begins executions. */
final class Starts {
    private static final int MOST_ACTIVE = 50;

    private final Work work;

    Starts(Work work) {
        this.work = work;
    }

    void start(Event.Start start) {
        var pipeline = work.structure.current();
        var mode = ExecutionMode.valueOf(pipeline.executionMode());
        checkLimit(work, mode);
        var origin = new Origin(
                pipeline.version(),
                mode,
                start.trigger(),
                "",
                variables(start.variables()),
                start.revisions(),
                work.now);
        var first = pipeline.stages().get(0).name();
        var execution = Execution.begin(start.id(), work.nextNumber(), origin, first, Products.NONE);
        work.put(execution);
        work.notices.pipeline(execution, "STARTED");
    }

    /** SUPERSEDED needs no limit: each stage has one execution in it and one before it. */
    static void checkLimit(Work work, ExecutionMode mode) {
        if (mode != ExecutionMode.SUPERSEDED && work.active().size() >= MOST_ACTIVE) {
            throw new AwsException(
                    "ConcurrentPipelineExecutionsLimitExceededException",
                    "Pipeline '%s' has %d active executions, the limit in %s mode"
                            .formatted(work.structure.current().name(), MOST_ACTIVE, mode));
        }
    }

    private Map<String, String> variables(Map<String, String> given) {
        var values = new HashMap<String, String>();
        var missing = new TreeSet<String>();
        for (var variable : work.structure.current().node().path("variables")) {
            var name = variable.path("name").asText();
            if (given.containsKey(name)) {
                values.put(name, given.getOrDefault(name, ""));
            } else if (variable.has("defaultValue")) {
                values.put(name, variable.path("defaultValue").asText());
            } else {
                missing.add(name);
            }
        }
        var unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(values.keySet());
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new AwsException(
                    "ValidationException",
                    unknown.isEmpty()
                            ? "The variables %s have no default value: give one to start the pipeline"
                                    .formatted(missing)
                            : "The pipeline declares no variables %s".formatted(unknown));
        }
        return values;
    }
}
