package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A block of a page that a reader types into a shell.
 *
 * @param page such as {@code docs/aws.md}
 * @param line of the page at which it begins
 * @param commands what is typed, and what the page shows as the answer
 */
record ShellBlock(String page, int line, List<Command> commands) {
    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|console|bash|shell)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String PROMPT = "$ ";

    /**
     * A command.
     *
     * @param text as it is typed, which may be several lines
     * @param answer what the page shows below it; empty for nothing
     */
    record Command(String text, String answer) {}

    ShellBlock {
        commands = List.copyOf(commands);
    }

    /** All blocks of a page. */
    static List<ShellBlock> of(String page, String text) {
        var blocks = new ArrayList<ShellBlock>();
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            var line = 1
                    + (int) text.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            var content = Objects.requireNonNull(matcher.group(2));
            blocks.add(new ShellBlock(
                    page,
                    line,
                    "console".equals(matcher.group(1))
                            ? console(page, line, content)
                            : List.of(new Command(content, ""))));
        }
        return blocks;
    }

    /** Where it stands. */
    String place() {
        return "%s:%d".formatted(page, line);
    }

    /** All that is typed. */
    String script() {
        return String.join("\n", commands.stream().map(Command::text).toList());
    }

    private static List<Command> console(String page, int line, String content) {
        var commands = new ArrayList<Command>();
        var lines = content.lines().toList();
        for (var i = 0; i < lines.size(); ) {
            if (!lines.get(i).startsWith(PROMPT)) {
                throw new AssertionError("%s:%d: '%s' answers no command; expected a line that begins with '$ '"
                        .formatted(page, line, lines.get(i)));
            }
            var text = new StringBuilder(lines.get(i++).substring(PROMPT.length()));
            while (i < lines.size() && !complete(text.toString())) {
                text.append('\n').append(lines.get(i++));
            }
            var answer = new StringBuilder();
            while (i < lines.size() && !lines.get(i).startsWith(PROMPT)) {
                answer.append(lines.get(i++)).append('\n');
            }
            commands.add(new Command(text.toString(), answer.toString()));
        }
        return commands;
    }

    /** Whether a shell would not wait for more. */
    private static boolean complete(String text) {
        try {
            return !text.endsWith("\\")
                    && new ProcessBuilder("bash", "-n", "-c", text)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while bash read " + text, e);
        }
    }
}
