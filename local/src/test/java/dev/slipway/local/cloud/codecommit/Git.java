package dev.slipway.local.cloud.codecommit;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git program in a folder, without the settings of this machine. */
public record Git(Path folder) {
    /** What a call of git said. */
    public record Said(int exitCode, String output) {
        /** The lines that come from the server, or that tell of its refusal. */
        public List<String> refusal() {
            return output.lines()
                    .map(String::strip)
                    .filter(line ->
                            line.startsWith("remote:") || line.startsWith("fatal:") || line.contains("[remote rej"))
                    .toList();
        }
    }

    /** Runs git, whatever comes of it. */
    public Said attempt(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_AUTHOR_NAME", "Ada");
        environment.put("GIT_AUTHOR_EMAIL", "ada@example.com");
        environment.put("GIT_COMMITTER_NAME", "Ada");
        environment.put("GIT_COMMITTER_EMAIL", "ada@example.com");
        var ended = Command.run(Patience.LIMIT, builder);
        return new Said(ended.exitCode(), ended.output().strip());
    }

    /** Runs git, which must succeed, and returns what it said. */
    public String run(String... arguments) throws IOException, InterruptedException {
        var said = attempt(arguments);
        if (said.exitCode() != 0) {
            throw new IOException("git %s: %s".formatted(String.join(" ", arguments), said.output()));
        }
        return said.output();
    }

    /** Commits a file with this content, and returns the id of the commit. */
    public String commit(String file, String content) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), content);
        run("add", file);
        run("commit", "--quiet", "-m", "change " + file);
        return run("rev-parse", "HEAD");
    }
}
