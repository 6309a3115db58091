package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.Retries;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Retries a stage. */
@Command(name = "retry", description = "Retry the stage that failed.")
@NullUnmarked // picocli sets the fields
public final class RetryCommand extends PipelineCommand {
    @Option(
            names = "--stage",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Which stage, when several failed.")
    private String stage;

    @Option(names = "--all", description = "Run all actions of the stage again, not only those that failed.")
    private boolean all;

    /** For picocli. */
    public RetryCommand() {
        this(Clients::open);
    }

    RetryCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) {
        var retries = new Retries(clients.codepipeline());
        var failed = retries.require(pipeline, stage);
        var execution = retries.retry(pipeline, failed, all);
        out().println("retrying stage %s of execution %s: follow it with ./slipway watch %s"
                .formatted(failed.stage(), execution, words()));
        return DONE;
    }
}
