package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.ExecutionSummary;
import dev.slipway.local.terminal.Clean;
import dev.slipway.local.terminal.Durations;
import dev.slipway.local.terminal.Grid;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists executions. */
@Command(name = "history", description = "List the executions of a pipeline, newest first.")
@NullUnmarked // picocli sets the fields
public final class HistoryCommand extends PipelineCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--width", paramLabel = "COLUMNS", defaultValue = "160", hidden = true, description = "Columns.")
    private int width;

    /** For picocli. */
    public HistoryCommand() {
        this(Clients::open);
    }

    HistoryCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) {
        if (limit < 1) {
            err().println("slipway: error: --limit is %d, expected 1 or more".formatted(limit));
            return WRONG;
        }
        var executions = new ExecutionReader(clients.codepipeline()).newest(pipeline, limit);
        if (executions.isEmpty()) {
            out().println("%s never ran: push to its source, or ./slipway start %s".formatted(pipeline, words()));
            return DONE;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("EXECUTION", "STATUS", "STARTED", "DURATION", "TRIGGER", "COMMIT", "MESSAGE"));
        var now = Instant.now();
        executions.forEach(execution -> rows.add(row(execution, now)));
        out().print(Grid.draw(rows, width));
        out().flush();
        return DONE;
    }

    private static List<String> row(ExecutionSummary execution, Instant now) {
        var revision = execution.revisions().stream().findFirst();
        var started = execution.progress().started();
        return List.of(
                execution.id(),
                execution.progress().status(),
                started == null ? "" : TIME.format(started.atZone(ZoneId.systemDefault())),
                Durations.of(execution.progress().elapsed(now)),
                execution.trigger(),
                revision.map(found -> found.shortId()).orElse(""),
                Clean.line(revision.map(found -> found.title()).orElse("")));
    }
}
