package dev.slipway.local.cloud.codebuild.execution.shell;

import dev.slipway.local.cloud.codebuild.execution.buildspec.BuildspecVersion;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ShellName;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Programs;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import dev.slipway.local.process.ProcessTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shell of a build: one sandbox that lives as long as the build's phases, so that what a command leaves running goes on, and in it
 * one process for every command.
 */
public final class ShellSession implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Writer requests;
    private final OutputReader output;
    private final BuildFolders folders;
    private final BuildspecVersion version;
    private final ShellName shell;
    private int scripts;

    private ShellSession(
            Process process, String marker, BuildFolders folders, BuildspecVersion version, ShellName shell) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.output = new OutputReader(new BufferedInputStream(process.getInputStream()), marker);
        this.folders = folders;
        this.version = version;
        this.shell = shell;
    }

    /** The program that a sandbox is to run for a session in these folders. */
    public static List<String> program(BuildFolders folders) throws IOException {
        Path agent = folders.readOnly().resolve("agent.sh");
        Files.writeString(agent, ShellScripts.agent());
        return List.of("/bin/sh", folders.inside(agent));
    }

    /**
     * Starts a session.
     *
     * @param command the program above, under a sandbox
     * @param environment everything that the first command sees; nothing of this process's own environment is added
     */
    public static ShellSession start(
            List<String> command,
            Map<String, String> environment,
            BuildFolders folders,
            BuildspecVersion version,
            ShellName shell)
            throws IOException, SessionEndedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(folders.root().toFile());
        // The build's variables are for its commands alone: a PATH or LD_PRELOAD of theirs must not reach the sandbox
        // itself.
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", Programs.SYSTEM_PATH, "LANG", "C.UTF-8"));
        Path file = folders.readOnly().resolve("environment.sh");
        Files.writeString(file, ShellScripts.environment(environment));
        Trees.readable(folders.readOnly());
        String marker = UUID.randomUUID().toString();
        ShellSession session =
                new ShellSession(builder.start(), marker, folders, version, Objects.requireNonNull(shell));
        try {
            session.requests.write(marker + "\n");
            session.run(
                    "begin",
                    ShellScripts.begin(session.state(), folders.inside(folders.source()), folders.inside(file)),
                    line -> {});
            Files.delete(file);
        } catch (IOException | SessionEndedException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /**
     * Runs a command of the buildspec.
     *
     * @param user the Linux user, or null for root
     * @param succeeding {@code CODEBUILD_BUILD_SUCCEEDING}
     * @param lines takes what it prints
     * @return its exit status
     * @throws SessionEndedException if the session was closed meanwhile
     */
    public int command(String command, @Nullable String user, boolean succeeding, Consumer<String> lines)
            throws IOException, SessionEndedException {
        Path commandFile = folders.readOnly().resolve("script.sh");
        write(commandFile, command + "\n");
        String wrapper = version == BuildspecVersion.V0_1
                ? ShellScripts.anew(state(), folders.inside(folders.source()), folders.inside(commandFile), succeeding)
                : ShellScripts.keepingState(state(), folders.inside(commandFile), succeeding);
        return inShell(wrapper, user, lines);
    }

    /** The variables as the last command left them. */
    public Map<String, String> variables() throws IOException, SessionEndedException {
        String environment = version == BuildspecVersion.V0_1 ? "first.sh" : "env.sh";
        Map<String, String> variables = new LinkedHashMap<>();
        for (String one : printed(ShellScripts.variables(state(), environment)).split("\0", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                variables.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return variables;
    }

    /**
     * What the shell makes of a text with variables and commands in it.
     *
     * @param complaints takes the lines that the commands write to their standard error
     */
    public String expand(String text, Consumer<String> complaints) throws IOException, SessionEndedException {
        List<String> printed = lines(ShellScripts.expansion(state(), text));
        if (printed.size() != 2) {
            throw new IOException("the build's shell answered " + printed.size() + " lines, expected two of Base64");
        }
        decoded(printed.get(1)).lines().forEach(complaints);
        return decoded(printed.get(0));
    }

    /** The answer comes through the pipe, since the build could make any file of its own a link to one of this machine. */
    private String printed(String script) throws IOException, SessionEndedException {
        return decoded(String.join("", lines(script)));
    }

    private List<String> lines(String script) throws IOException, SessionEndedException {
        List<String> lines = new ArrayList<>();
        inShell(script, null, lines::add);
        return lines;
    }

    private static String decoded(String encoded) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not the answer itself, which may hold the build's secrets, nor the reason, which quotes it.
            throw new IOException("the build's shell answered " + encoded.length() + " characters that are no Base64");
        }
    }

    /** A file that the user whom a phase runs as reads, whatever this process's umask. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private int inShell(String script, @Nullable String user, Consumer<String> lines)
            throws IOException, SessionEndedException {
        Path wrapper = folders.readOnly().resolve("wrapper.sh");
        write(wrapper, script);
        return run("command", ShellScripts.start(shell.program(), folders.inside(wrapper), user), lines);
    }

    private int run(String name, String script, Consumer<String> lines) throws IOException, SessionEndedException {
        Path file = folders.readOnly().resolve(name + scripts++ + ".run");
        Files.writeString(file, script);
        try {
            requests.write(folders.inside(file) + "\n");
            requests.flush();
        } catch (IOException e) {
            SessionEndedException ended = new SessionEndedException();
            ended.initCause(e);
            throw ended;
        }
        try {
            return output.readTo(lines);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private String state() {
        return folders.inside(folders.state());
    }

    /** Ends the session and, under a sandbox, every process of it. A command that runs throws {@link SessionEndedException}. */
    @Override
    public void close() {
        ProcessTree.kill(process);
    }

    /** Waits a moment for the end of a closed session, so that nothing writes to the build's folders any more. */
    public void awaitEnd() {
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
