package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.NothingToDo;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops an execution. */
@Command(name = "stop", description = "Stop an execution: the newest that runs.")
@NullUnmarked // picocli sets the fields
public final class StopCommand extends PipelineCommand {
    private static final int LONGEST_REASON = 200;

    @Option(
            names = "--abandon",
            description = "Do not wait for running actions: they are given up; their providers go on.")
    private boolean abandon;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for others to read; at most 200 characters.")
    private String reason;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            defaultValue = "",
            description = "Which execution; the beginning of its id will do.")
    private String execution;

    /** For picocli. */
    public StopCommand() {
        this(Clients::open);
    }

    StopCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) {
        if (reason.length() > LONGEST_REASON) {
            err().println("slipway: error: --reason has %d characters, expected at most %d"
                    .formatted(reason.length(), LONGEST_REASON));
            return WRONG;
        }
        var reader = new ExecutionReader(clients.codepipeline());
        var found = execution.isEmpty()
                ? reader.newestRunning(pipeline)
                        .orElseThrow(
                                () -> new NothingToDo("nothing to stop: no execution of %s runs".formatted(pipeline)))
                : reader.find(pipeline, execution);
        if (found.progress().ended()) {
            throw new NothingToDo("nothing to stop: execution %s is %s already"
                    .formatted(found.id(), found.progress().status()));
        }
        clients.codepipeline().stopPipelineExecution(request -> request.pipelineName(pipeline)
                .pipelineExecutionId(found.id())
                .abandon(abandon)
                .reason(reason.isEmpty() ? null : reason));
        out().println("stopping execution %s: %s"
                .formatted(found.id(), abandon ? "its actions are given up" : "its running actions end first"));
        return DONE;
    }
}
