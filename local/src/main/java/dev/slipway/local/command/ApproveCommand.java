package dev.slipway.local.command;

import dev.slipway.local.executions.Approvals;
import dev.slipway.local.executions.Clients;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers an approval. */
@Command(name = "approve", description = "Approve, or reject, what a pipeline waits for.")
@NullUnmarked // picocli sets the fields
public final class ApproveCommand extends PipelineCommand {
    private static final int LONGEST_SUMMARY = 512;

    @Option(names = "--reject", description = "Reject: the stage fails.")
    private boolean reject;

    @Option(
            names = "--summary",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for others to read; at most 512 characters (default: nothing).")
    private String summary;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            defaultValue = "",
            description = "Which execution, when several wait; the beginning of its id will do.")
    private String execution;

    @Option(
            names = "--action",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Which approval, when several wait.")
    private String action;

    /** For picocli. */
    public ApproveCommand() {
        this(Clients::open);
    }

    ApproveCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) {
        if (summary.length() > LONGEST_SUMMARY) {
            err().println("slipway: error: --summary has %d characters, expected at most %d"
                    .formatted(summary.length(), LONGEST_SUMMARY));
            return WRONG;
        }
        var approvals = new Approvals(clients.codepipeline());
        var waiting = approvals.require(pipeline, execution, action);
        approvals.answer(pipeline, waiting, !reject, summary);
        out().println("%s %s/%s of execution %s"
                .formatted(reject ? "rejected" : "approved", waiting.stage(), waiting.action(), waiting.execution()));
        return DONE;
    }
}
