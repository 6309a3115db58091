package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.OnFailure;
import dev.slipway.local.cloud.codebuild.execution.buildspec.PhaseSection;
import dev.slipway.local.cloud.codebuild.execution.shell.BuildLog;
import dev.slipway.local.cloud.codebuild.execution.shell.SessionEndedException;
import dev.slipway.local.cloud.codebuild.execution.shell.ShellSession;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the commands of one phase: up to the first that fails, then those of {@code finally}. */
final class PhaseRunner {
    private static final int KEPT_LINES = 50;

    private final ShellSession session;
    private final BuildLog log;
    private final @Nullable String runAs;
    private final Deque<String> lastLines = new ArrayDeque<>();

    PhaseRunner(ShellSession session, BuildLog log, @Nullable String runAs) {
        this.session = session;
        this.log = log;
        this.runAs = runAs;
    }

    /**
     * Runs a phase, again where {@code on-failure} says so.
     *
     * @param succeeding whether the phases before succeeded
     * @throws PhaseFailure if a command failed
     */
    void run(PhaseSection phase, boolean succeeding) throws IOException, SessionEndedException, PhaseFailure {
        OnFailure onFailure = phase.onFailure();
        for (int retries = 0; ; retries++) {
            PhaseFailure failure = once(phase, succeeding);
            if (failure == null) {
                return;
            }
            String message = failure.getMessage() + "\n" + String.join("\n", lastLines);
            if (!onFailure.retries(message, retries)) {
                throw failure;
            }
            log.say("Retrying phase, retry " + (retries + 1) + " of " + onFailure.retries());
        }
    }

    private @Nullable PhaseFailure once(PhaseSection phase, boolean succeeding)
            throws IOException, SessionEndedException {
        String user = phase.runAs() == null ? runAs : phase.runAs();
        PhaseFailure failure = commands(phase.commands(), user, succeeding);
        // The commands of "finally" tell by CODEBUILD_BUILD_SUCCEEDING how the others ended.
        PhaseFailure finallyFailure = commands(phase.finallyCommands(), user, succeeding && failure == null);
        return failure == null ? finallyFailure : failure;
    }

    private @Nullable PhaseFailure commands(List<String> commands, @Nullable String user, boolean succeeding)
            throws IOException, SessionEndedException {
        for (String command : commands) {
            log.command(command);
            lastLines.clear();
            int status;
            try {
                status = session.command(command, user, succeeding, this::output);
            } catch (IllegalArgumentException e) {
                return new PhaseFailure("CLIENT_ERROR", String.valueOf(e.getMessage()), e);
            }
            if (status != 0) {
                log.say("Command did not exit successfully " + command + " exit status " + status);
                return new PhaseFailure(
                        "COMMAND_EXECUTION_ERROR",
                        "Error while executing command: " + command + ". Reason: exit status " + status);
            }
        }
        return null;
    }

    private void output(String line) {
        if (lastLines.size() == KEPT_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(line);
        log.output(line);
    }
}
