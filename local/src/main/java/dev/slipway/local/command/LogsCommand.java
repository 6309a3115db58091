package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.ExecutionSummary;
import dev.slipway.local.executions.LogPlace;
import dev.slipway.local.executions.LogReader;
import dev.slipway.local.executions.NothingToDo;
import dev.slipway.local.executions.ServiceTarget;
import dev.slipway.local.executions.TaskLogs;
import dev.slipway.local.terminal.Clean;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints logs. */
@Command(name = "logs", description = "Print the log of the newest build, or of the service's tasks.")
@NullUnmarked // picocli sets the fields
public final class LogsCommand extends PipelineCommand {
    /** Whose log. */
    static final class Subject {
        @Option(names = "--build", description = "The log of the build (default).")
        boolean build;

        @Option(names = "--task", description = "The logs of the tasks that run.")
        boolean task;
    }

    @ArgGroup
    private Subject subject;

    @Option(names = "--follow", description = "Go on as long as something is written: until the build ends, or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            defaultValue = "",
            description = "Which execution's build (default: the newest); the beginning of its id will do.")
    private String execution;

    /** For picocli. */
    public LogsCommand() {
        this(Clients::open);
    }

    LogsCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) throws InterruptedException {
        return subject != null && subject.task ? tasks(clients, pipeline) : build(clients, pipeline);
    }

    private int build(Clients clients, String pipeline) throws InterruptedException {
        var reader = new ExecutionReader(clients.codepipeline());
        var chosen = chosen(reader, pipeline);
        var logs = new LogReader(clients.codebuild(), clients.logs());
        var next = "";
        var shown = "";
        while (true) {
            var current = reader.find(pipeline, chosen.id());
            var build = reader.read(pipeline, current).buildToShow();
            var goesOn = follow
                    && current.progress().goesOn()
                    && build.map(found -> found.progress().goesOn()).orElse(true);
            if (build.isEmpty() && !goesOn) {
                throw new NothingToDo("no log: execution %s of %s has not begun a build; it is %s"
                        .formatted(current.id(), pipeline, current.progress().status()));
            }
            var id = build.map(found -> found.externalId()).orElse("");
            if (!id.equals(shown)) {
                shown = id;
                next = "";
            }
            var place = id.isEmpty() ? Optional.<LogPlace>empty() : logs.ofBuild(id);
            if (place.isPresent()) {
                var chunk = logs.read(place.get(), next);
                next = chunk.next();
                chunk.lines().forEach(line -> out().println(Clean.line(line.text())));
                out().flush();
            }
            if (!goesOn) {
                sayWhyItFailed(logs, id);
                return DONE;
            }
            Thread.sleep(clients.pause().toMillis());
        }
    }

    /** Beside the log, not in it: who reads it from a pipe gets what the build wrote. */
    private void sayWhyItFailed(LogReader logs, String build) {
        if (!build.isEmpty()) {
            logs.failure(build, LINES_OF_A_FAILURE).ifPresent(failure -> {
                err().println();
                failure.lines().forEach(line -> err().println(Clean.line(line)));
                err().flush();
            });
        }
    }

    private ExecutionSummary chosen(ExecutionReader reader, String pipeline) {
        return execution.isEmpty()
                ? reader.newest(pipeline)
                        .orElseThrow(
                                () -> new NothingToDo("no log: %s never ran; push to its source, or ./slipway start %s"
                                        .formatted(pipeline, words())))
                : reader.find(pipeline, execution);
    }

    private int tasks(Clients clients, String pipeline) throws InterruptedException {
        var target = ServiceTarget.of(clients.codepipeline(), pipeline)
                .orElseThrow(
                        () -> new NothingToDo("no tasks: %s has no action that deploys to ECS".formatted(pipeline)));
        var logs = new TaskLogs(clients.ecs(), new LogReader(clients.codebuild(), clients.logs()), target);
        while (true) {
            logs.read().forEach(line -> out().println(Clean.line(line)));
            out().flush();
            if (!follow) {
                return DONE;
            }
            Thread.sleep(clients.pause().toMillis());
        }
    }
}
