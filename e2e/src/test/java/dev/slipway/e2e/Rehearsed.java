package dev.slipway.e2e;

import dev.slipway.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a shell makes of a block when every program only writes down how it was called: quotes, substitutions and pipes are the shell's own.
 *
 * @param exit how the shell ended
 * @param calls the programs with their arguments
 * @param said what was printed
 * @param failedInside whether a program failed whose failure the shell passes over
 */
record Rehearsed(int exit, List<Call> calls, String said, boolean failedInside) {
    private static final List<String> STUBS =
            List.of("aws", "pulumi", "git", "docker", "podman", "mvn", "slipway", "cat", "ls", "base64", "tar");

    /** Pulumi's stub shows the outputs of a real stack; Python is real, as the pages have it read them. */
    private static final String STUB =
            """
            #!/bin/bash
            [ ! -p /dev/stdin ] || /bin/cat >/dev/null
            { printf '%s\\0' "${AWS_REGION:-}" "${0##*/}" "$@"; printf '\\036\\0'; } >>"$CALLS"
            case "${0##*/} $*" in
            "pulumi stack output "*--json*" services") python3 -c 'import json, os; print(json.dumps(json.load(open(os.environ["OUTPUTS"]))["services"]))' ;;
            "slipway local env") echo 'export AWS_REGION=us-east-1' ;;
            "aws "*|"cat "*|"base64"*) echo stubbed ;;
            esac
            """;

    /** A failure inside a substitution is none of the shell's: it is written down. */
    private static final String PYTHON =
            """
            #!/bin/sh
            %s "$@" && exit
            echo "python3 $*" >>"$FAILED"
            exit 1
            """;

    /**
     * A call of a program.
     *
     * @param region {@code AWS_REGION} as the program saw it
     * @param program its name
     * @param arguments without the name
     */
    record Call(String region, String program, List<String> arguments) {
        @Override
        public String toString() {
            return program + " " + String.join(" ", arguments);
        }
    }

    /** Runs a script in a folder of its own. */
    static Rehearsed of(String script, Path folder, String outputs, Map<String, String> environment)
            throws IOException, InterruptedException {
        var programs = Files.createDirectories(folder.resolve("programs"));
        for (var name : STUBS) {
            program(programs.resolve(name), STUB);
        }
        program(programs.resolve("python3"), PYTHON.formatted(python()));
        var work = Files.createDirectories(folder.resolve("work"));
        program(work.resolve("slipway"), STUB);
        program(Files.createDirectories(work.resolve("policies")).resolve("package"), STUB);
        // What the pages read, or go into.
        Files.writeString(
                Files.createDirectories(work.resolve("policy-report")).resolve("policy-report.json"),
                "{\"summary\": {}}");
        Files.createDirectories(work.resolve("hello"));
        var calls = folder.resolve("calls");
        Files.writeString(calls, "");
        var failed = folder.resolve("failed");
        Files.writeString(failed, "");
        var said = folder.resolve("said").toFile();
        var builder = new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", script)
                .directory(work.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(said);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("CALLS", calls.toString());
        builder.environment().put("FAILED", failed.toString());
        builder.environment()
                .put(
                        "OUTPUTS",
                        Files.writeString(folder.resolve("outputs"), outputs).toString());
        var process = builder.start();
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the shell did not end: " + script);
        }
        return new Rehearsed(
                process.exitValue(),
                Stream.of(Files.readString(calls).split("\036\0", -1))
                        .filter(call -> !call.isEmpty())
                        .map(Rehearsed::call)
                        .toList(),
                Files.readString(failed) + Files.readString(said.toPath()),
                !Files.readString(failed).isEmpty());
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static Call call(String text) {
        var words = List.of(text.split("\0", -1));
        return new Call(words.get(0), words.get(1), words.subList(2, words.size() - 1));
    }

    /** The interpreter itself: what is on the PATH may be a script that needs more of its environment. */
    private static String python() throws IOException, InterruptedException {
        var process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        var path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new AssertionError("python3 does not run");
        }
        return path;
    }
}
