package dev.slipway.local.terminal;

import dev.slipway.local.executions.ExecutionView;
import dev.slipway.local.executions.ServiceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is shown of an execution at one moment.
 *
 * @param execution the execution
 * @param log the last lines of the log of its running build; empty when none runs
 * @param service the service that it deploys to, while it does
 * @param now the moment
 */
public record Scene(ExecutionView execution, List<String> log, Optional<ServiceView> service, Instant now) {
    /** Copies the lines. */
    public Scene {
        log = List.copyOf(log);
    }
}
