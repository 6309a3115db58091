package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.ExecutionSummary;
import dev.slipway.local.executions.NothingToDo;
import dev.slipway.local.executions.SourceBranch;
import dev.slipway.local.terminal.Changes;
import dev.slipway.local.terminal.Clean;
import dev.slipway.local.terminal.Durations;
import dev.slipway.local.terminal.Frame;
import dev.slipway.local.terminal.Scene;
import dev.slipway.local.terminal.Screen;
import dev.slipway.local.terminal.Style;
import dev.slipway.local.terminal.TerminalSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** Follows an execution until it ends. */
@Command(
        name = "watch",
        description = "Follow an execution until it ends.",
        footer = {
            "",
            "When no execution runs, it tells at once how the newest ended; after a push it waits for the one that takes the commit.",
            "On a terminal the picture is drawn anew; in a pipe each change is one line. Exit codes: 0 the execution succeeded,",
            "1 it did not, or could not be followed, 2 wrong arguments. Ctrl-C ends the watching, not the execution."
        })
@NullUnmarked // picocli sets the fields
public final class WatchCommand extends PipelineCommand {
    /** A local cloud that is started again answers within this time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A push is an event, which starts its execution soon, or not at all. */
    private static final Duration UNTIL_A_PUSH_STARTS = Duration.ofSeconds(20);

    private static final int LOOKED_AT = 20;
    private static final int FIRST_OF_SERVER_ERRORS = 500;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "EXECUTION",
            defaultValue = "",
            description = "Its id, or the beginning of it (default: the newest that runs; if none runs, the newest).")
    private String execution;

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "SECONDS",
            defaultValue = "0",
            fallbackValue = "120",
            description =
                    "If none runs, wait so long for the next to begin (without a number: ${FALLBACK-VALUE}). Without --wait: tell at once how the newest ended.")
    private long wait;

    @Option(
            names = "--redraw",
            hidden = true,
            description = "Draw over the picture before: standard output is a terminal.")
    private boolean redraw;

    private final Supplier<CodeCommitClient> codecommit;
    private final Clock clock;

    /** For picocli. */
    public WatchCommand() {
        this(Clients::open, SourceCommand::codecommit, Clock.systemUTC());
    }

    WatchCommand(Supplier<Clients> clients, Supplier<CodeCommitClient> codecommit, Clock clock) {
        super(clients);
        this.codecommit = codecommit;
        this.clock = clock;
    }

    @Override
    int run(Clients clients, String pipeline) throws InterruptedException {
        if (wait < 0) {
            err().println("slipway: error: --wait is %d, expected 0 or more seconds".formatted(wait));
            return WRONG;
        }
        var chosen = choose(clients, pipeline);
        var watcher = new Watcher(clients, pipeline, chosen.id(), clock);
        var last = redraw ? onTerminal(watcher, clients.pause()) : inPipe(watcher, clients.pause());
        var status = last.execution().summary().progress().status();
        if (status.equals("Succeeded")) {
            return DONE;
        }
        explain(watcher, last);
        return FAILED;
    }

    private ExecutionSummary choose(Clients clients, String pipeline) throws InterruptedException {
        var reader = new ExecutionReader(clients.codepipeline());
        if (!execution.isEmpty()) {
            return reader.find(pipeline, execution);
        }
        var before = reader.newest(pipeline);
        if (before.isPresent() && before.get().progress().goesOn()) {
            return before.get();
        }
        var running = reader.newestRunning(pipeline);
        if (running.isPresent()) {
            return running.get();
        }
        if (wait > 0) {
            err().println("slipway: no execution of %s runs; waiting for one, at most %s"
                    .formatted(pipeline, Durations.of(Duration.ofSeconds(wait))));
            err().flush();
            return next(reader, clients.pause(), pipeline, before, Duration.ofSeconds(wait))
                    .orElseThrow(() -> new NothingToDo(
                            "no execution of %s began within %s: push to its source, or ./slipway start %s"
                                    .formatted(pipeline, Durations.of(Duration.ofSeconds(wait)), words())));
        }
        var due = due(clients, reader, pipeline);
        if (!due.isEmpty()) {
            err().println("slipway: waiting for the execution that takes commit " + due);
            err().flush();
            var begun = next(reader, clients.pause(), pipeline, before, UNTIL_A_PUSH_STARTS);
            if (begun.isPresent()) {
                return begun.get();
            }
            err().println("slipway: commit %s has started no execution within %s: ./slipway start %s starts one"
                    .formatted(due, Durations.of(UNTIL_A_PUSH_STARTS), words()));
        }
        return tellsTheEnd(before.orElseThrow(
                () -> new NothingToDo("%s never ran: push to its source, or ./slipway start %s; --wait waits for that"
                        .formatted(pipeline, words()))));
    }

    /** The newest commit of the source, when no execution has taken it yet: right after a push. Else empty. */
    private String due(Clients clients, ExecutionReader reader, String pipeline) {
        var source = SourceBranch.of(clients.codepipeline(), pipeline);
        if (source.isEmpty()) {
            return "";
        }
        try (var open = codecommit.get()) {
            var head = source.get().head(open);
            var taken = reader.newest(pipeline, LOOKED_AT).stream()
                    .flatMap(execution -> execution.revisions().stream())
                    .anyMatch(revision -> revision.id().equals(head));
            return taken ? "" : head.substring(0, Math.min(head.length(), 8));
        } catch (SdkException unknown) {
            // No branch yet, or nobody whom the repository tells: then nothing is known to be due.
            return "";
        }
    }

    private Optional<ExecutionSummary> next(
            ExecutionReader reader,
            Duration pause,
            String pipeline,
            Optional<ExecutionSummary> before,
            Duration patience)
            throws InterruptedException {
        var until = clock.instant().plus(patience);
        while (clock.instant().isBefore(until)) {
            Thread.sleep(pause.toMillis());
            var newest = patiently(pause, () -> reader.newest(pipeline));
            if (newest.isPresent() && !newest.map(ExecutionSummary::id).equals(before.map(ExecutionSummary::id))) {
                return newest;
            }
        }
        return Optional.empty();
    }

    private ExecutionSummary tellsTheEnd(ExecutionSummary newest) {
        var ended = newest.progress().updated();
        err().println("slipway: no execution runs; this is the newest, which ended %s. --wait waits for the next"
                .formatted(ended == null ? "before" : Durations.of(Duration.between(ended, clock.instant())) + " ago"));
        err().flush();
        return newest;
    }

    private Scene inPipe(Watcher watcher, Duration pause) throws InterruptedException {
        var changes = new Changes();
        while (true) {
            var scene = patiently(pause, watcher::look);
            changes.since(scene).forEach(out()::println);
            out().flush();
            if (scene.execution().summary().progress().ended()) {
                return scene;
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private Scene onTerminal(Watcher watcher, Duration pause) throws InterruptedException {
        var screen = new Screen(out());
        // Ctrl-C ends the program at any point: the cursor has to come back then too.
        var restore = new Thread(screen::close, "restore-cursor");
        Runtime.getRuntime().addShutdownHook(restore);
        try (screen) {
            var style = System.getenv("NO_COLOR") == null
                            || System.getenv("NO_COLOR").isEmpty()
                    ? Style.COLOUR
                    : Style.PLAIN;
            var size = new TerminalSize(clock);
            while (true) {
                var scene = patiently(pause, watcher::look);
                var now = size.get();
                screen.draw(new Frame(style, now.columns(), now.rows()).lines(scene));
                if (scene.execution().summary().progress().ended()) {
                    return scene;
                }
                Thread.sleep(pause.toMillis());
            }
        } finally {
            forget(restore);
        }
    }

    private static void forget(Thread restore) {
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException ending) {
            restore.setName("restore-cursor-at-the-end"); // the program ends already, and runs it
        }
    }

    /** A cloud that does not answer for a moment, because it is started again, does not end the watching. */
    private <T> T patiently(Duration pause, Supplier<T> look) throws InterruptedException {
        var since = Optional.<Instant>empty();
        while (true) {
            try {
                return look.get();
            } catch (SdkException e) {
                if (!passes(e)) {
                    throw e;
                }
                var now = clock.instant();
                if (since.isEmpty()) {
                    since = Optional.of(now);
                    sayThatNobodyAnswers();
                } else if (now.isAfter(since.get().plus(PATIENCE))) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** Whether the same call may soon be answered well. */
    private static boolean passes(SdkException e) {
        return e.retryable()
                || e instanceof SdkClientException
                || (e instanceof SdkServiceException answer
                        && (answer.statusCode() >= FIRST_OF_SERVER_ERRORS || answer.isThrottlingException()));
    }

    /** Not into a picture that is drawn over. */
    private void sayThatNobodyAnswers() {
        if (!redraw) {
            err().println("slipway: no answer; trying again for at most " + Durations.of(PATIENCE));
            err().flush();
        }
    }

    private void explain(Watcher watcher, Scene last) {
        var view = last.execution();
        for (var failure : watcher.failures(view, LINES_OF_A_FAILURE)) {
            out().println();
            failure.lines().forEach(line -> out().println(Clean.line(line)));
            out().println("the whole log: ./slipway logs %s --execution %s".formatted(words(), view.id()));
        }
        if (view.stages().stream().anyMatch(stage -> stage.progress().status().equals("Failed"))) {
            out().println();
            out().println("retry with ./slipway retry " + words());
        }
        out().flush();
    }
}
