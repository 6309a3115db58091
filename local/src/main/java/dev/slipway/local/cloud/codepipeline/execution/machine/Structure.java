package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A pipeline as it stands now.
 *
 * @param region where it is
 * @param arn its ARN
 * @param current its structure
 * @param closed the disabled transitions, as {@code STAGE/Inbound} and {@code STAGE/Outbound}
 * @param versions structures that it has or had, by number
 */
public record Structure(
        String region, String arn, Pipeline current, Set<String> closed, IntFunction<Pipeline> versions) {
    /** Copies its collection. */
    public Structure {
        closed = Set.copyOf(closed);
    }

    /** Whether no execution may enter a stage. */
    boolean closed(Pipeline pipeline, Stage stage) {
        var before = pipeline.stages().indexOf(stage) - 1;
        return closed.contains(stage.name() + "/Inbound")
                || (before >= 0 && closed.contains(pipeline.stages().get(before).name() + "/Outbound"));
    }
}
