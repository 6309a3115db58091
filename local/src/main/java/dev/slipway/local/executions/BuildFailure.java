package dev.slipway.local.executions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/**
 * Why a build failed. The first phase that failed tells it: what comes after, such as POST_BUILD, often fails only because of that.
 *
 * @param phase such as {@code BUILD}
 * @param command the command that failed, in one line; empty when it was none
 * @param reason such as {@code exit status 1}
 * @param output the last lines that the command printed
 */
public record BuildFailure(String phase, String command, String reason, List<String> output) {
    /** Copies the lines. */
    public BuildFailure {
        output = List.copyOf(output);
    }

    /** A reader of the log of a build; empty when no phase of it has failed. */
    public static Optional<Reader> reader(Build build, int most) {
        return build.phases().stream()
                .filter(phase -> phase.phaseStatus() != null
                        && phase.phaseStatus() != StatusType.SUCCEEDED
                        && phase.phaseStatus() != StatusType.IN_PROGRESS)
                .findFirst()
                .map(phase -> new Reader(phase, most));
    }

    /** It in lines: the phase with the reason, then, indented, the command and what it printed. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("the build failed in phase %s: %s".formatted(phase, reason));
        if (!command.isEmpty()) {
            lines.add("  $ " + command);
        }
        output.forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** Takes the lines of the build's log, and finds what the failed command printed. */
    public static final class Reader implements Consumer<String> {
        private static final Pattern AGENT = Pattern.compile("\\[Container] \\S+ \\S+ (.*)");
        private static final String ENTERING = "Entering phase ";
        private static final String RUNNING = "Running command ";
        private static final String FAILED = "Command did not exit successfully ";
        private static final String COMPLETE = "Phase complete: ";

        private final String phase;
        private final String message;
        private final @Nullable String command;
        private final List<String> commandLines;
        private final int most;
        private final Deque<String> printed = new ArrayDeque<>();
        private List<String> found = List.of();
        private boolean inPhase;
        private boolean inCommand;
        private boolean blank;
        private int echoed;

        private Reader(BuildPhase failed, int most) {
            this.phase = failed.phaseTypeAsString();
            this.message = failed.contexts().stream()
                    .flatMap(context -> Optional.ofNullable(context.message()).stream())
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse(failed.phaseStatusAsString());
            var matcher = CommandText.FAILED.matcher(message);
            this.command = matcher.find() ? matcher.group(1) : null;
            this.commandLines = command == null ? List.of() : command.lines().toList();
            this.most = most;
        }

        @Override
        public void accept(String line) {
            var agent = AGENT.matcher(line);
            if (!agent.matches()) {
                print(line);
                return;
            }
            var said = Objects.requireNonNull(agent.group(1));
            if (said.startsWith(ENTERING)) {
                inPhase = said.equals(ENTERING + phase);
                inCommand = false;
            } else if (inPhase && said.startsWith(RUNNING)) {
                printed.clear();
                blank = false;
                inCommand = true;
                // The log repeats the command, of which this is the first line.
                echoed = commandLines.isEmpty() || said.equals(RUNNING + commandLines.get(0)) ? 1 : commandLines.size();
            } else if (inPhase && said.startsWith(FAILED)) {
                inCommand = false;
                if (!commandLines.isEmpty() && said.startsWith(FAILED + commandLines.get(0))) {
                    found = List.copyOf(printed);
                }
            } else if (inPhase && said.startsWith(COMPLETE + phase)) {
                // A phase that was ended from outside has a command that never ended.
                if (command == null) {
                    found = List.copyOf(printed);
                }
                inPhase = false;
                inCommand = false;
            }
        }

        private void print(String line) {
            if (!inCommand) {
                return;
            }
            if (echoed < commandLines.size() && line.equals(commandLines.get(echoed))) {
                echoed++;
                return;
            }
            echoed = commandLines.size();
            if (line.isBlank()) {
                // Blank lines count only between others.
                blank = !printed.isEmpty();
                return;
            }
            if (blank) {
                keep("");
                blank = false;
            }
            keep(line);
        }

        private void keep(String line) {
            if (printed.size() == most) {
                printed.removeFirst();
            }
            printed.addLast(line);
        }

        /** What was found. */
        public BuildFailure failure() {
            var matcher = CommandText.FAILED.matcher(message);
            return new BuildFailure(
                    phase,
                    command == null ? "" : CommandText.oneLine(command),
                    matcher.find() ? Objects.requireNonNull(matcher.group(2)).strip() : message.strip(),
                    found);
        }
    }
}
