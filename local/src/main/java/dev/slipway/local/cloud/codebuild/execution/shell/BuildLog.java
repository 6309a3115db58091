package dev.slipway.local.cloud.codebuild.execution.shell;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.port.LogSink;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** The log of a build: lines of CodeBuild itself, which start {@code [Container]} and the time, and the output of commands. */
public final class BuildLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final LogSink sink;
    private final Clock clock;
    private final SecretMask mask;
    private boolean afterOutput;

    public BuildLog(LogSink sink, Clock clock, SecretMask mask) {
        this.sink = Objects.requireNonNull(sink);
        this.clock = Objects.requireNonNull(clock);
        this.mask = Objects.requireNonNull(mask);
    }

    /** A line of CodeBuild. An empty line sets it apart from a command's output. */
    public void say(String text) {
        Instant now = clock.instant();
        if (afterOutput) {
            sink.line(now, "");
            afterOutput = false;
        }
        sink.line(now, "[Container] " + TIME.format(now) + " " + mask.hide(text));
    }

    /** A command begins: what it prints follows. */
    public void command(String command) {
        say("Running command " + command);
        afterOutput = true;
    }

    /** A line that a command printed. */
    public void output(String line) {
        afterOutput = true;
        sink.line(clock.instant(), mask.hide(line));
    }

    /** The two lines at the end of a phase. */
    public void complete(BuildPhase phase) {
        say("Phase complete: " + phase.type() + " State: " + phase.status());
        say("Phase context status code: " + phase.context().statusCode() + " Message: "
                + phase.context().message());
    }
}
