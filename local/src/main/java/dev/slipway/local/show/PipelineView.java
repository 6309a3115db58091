package dev.slipway.local.show;

import dev.slipway.local.address.ServiceAddress;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a pipeline.
 *
 * @param service the service that it is for
 * @param name its name
 * @param source where it takes its source from
 * @param image where it pushes its image to; a dash when it pushes none
 * @param target what it deploys to; a dash when it deploys nowhere
 * @param address where that answers; empty when nothing does
 * @param stages in order
 */
public record PipelineView(
        String service,
        String name,
        String source,
        String image,
        String target,
        Optional<ServiceAddress> address,
        List<Stage> stages) {
    /**
     * A stage.
     *
     * @param name its name
     * @param groups its actions: groups one after the other, the actions of a group beside each other
     */
    public record Stage(String name, List<List<Action>> groups) {
        /** Copies the groups. */
        public Stage {
            groups = List.copyOf(groups);
        }
    }

    /**
     * An action.
     *
     * @param name its name
     * @param detail what does it, and with what
     */
    public record Action(String name, String detail) {}

    /** Copies the stages. */
    public PipelineView {
        stages = List.copyOf(stages);
    }
}
