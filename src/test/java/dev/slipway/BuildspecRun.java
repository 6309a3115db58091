package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands of {@code buildspec.yml} in bash as CodeBuild does: one shell for all of them, the first failure ends a
 * phase, a failed PRE_BUILD ends the build, POST_BUILD runs after a failed BUILD unless {@code on-failure} says ABORT. {@code aws} and
 * {@code docker} are stubs that write down how they were called.
 */
final class BuildspecRun {
    private static final String STUB =
            """
            #!/usr/bin/env bash
            line="${0##*/}"
            for argument in "$@"; do line+=" [$argument]"; done
            case " $* " in *" --password-stdin "*) line+=" < $(cat)" ;; esac
            printf '%s\\n' "$line" >> "$CALLS"
            while IFS='|' read -r prefix status output; do
              if [[ "${0##*/} $*" == "$prefix"* ]]; then
                [ "$status" = 0 ] || exec >&2
                [ -z "$output" ] || printf '%s\\n' "$output"
                exit "$status"
              fi
            done < "$ANSWERS"
            printf 'no answer for: %s\\n' "${0##*/} $*" >&2
            exit 99
            """;

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> answers = new ArrayList<>();

    BuildspecRun(Path folder) throws IOException {
        this.folder = folder;
        environment.put("REPOSITORY_URI", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web");
        environment.put("CONTAINER_NAME", "web");
        environment.put("DOCKERFILE", "Dockerfile");
        environment.put("BUILD_CONTEXT", ".");
        environment.put("AWS_DEFAULT_REGION", "eu-west-1");
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", "0123456789abcdef0123456789abcdef01234567");
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/Dockerfile"), "FROM scratch\n");
        for (var tool : List.of("aws", "docker")) {
            var stub = folder.resolve("bin").resolve(tool);
            Files.writeString(stub, STUB);
            if (!stub.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + stub);
            }
        }
    }

    BuildspecRun set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    BuildspecRun unset(String name) {
        environment.remove(name);
        return this;
    }

    /** What a tool answers to calls that begin so; the first answer that fits counts. */
    BuildspecRun answer(String call, int status, String output) {
        answers.add("%s|%d|%s".formatted(call, status, output));
        return this;
    }

    /** How a build ended. */
    record Ended(String phases, String failed, List<String> calls, String output, String imageDefinitions) {}

    Ended run() throws IOException, InterruptedException {
        answer("aws ecr get-login-password", 0, "token");
        answer("aws ecr describe-images", 254, "An error occurred (ImageNotFoundException)");
        answer("docker ", 0, "");
        var calls = folder.resolve("calls");
        Files.writeString(calls, "");
        Files.writeString(folder.resolve("failed"), "");
        Files.write(folder.resolve("answers"), answers);
        Files.writeString(folder.resolve("driver.sh"), driver());
        var process = new ProcessBuilder("bash", folder.resolve("driver.sh").toString())
                .directory(folder.resolve("src").toFile());
        var variables = process.environment();
        variables.clear();
        variables.putAll(environment);
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("CALLS", calls.toString());
        variables.put("ANSWERS", folder.resolve("answers").toString());
        variables.put("PHASES", folder.resolve("phases").toString());
        variables.put("FAILED", folder.resolve("failed").toString());
        variables.put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        var ended = Command.run(Patience.LIMIT, process);
        var definitions = folder.resolve("src/imagedefinitions.json");
        return new Ended(
                Files.readString(folder.resolve("phases")).strip(),
                Files.readString(folder.resolve("failed")).strip(),
                Files.readAllLines(calls),
                ended.output(),
                Files.exists(definitions) ? Files.readString(definitions) : "");
    }

    static JsonNode buildspec() throws IOException {
        return new YAMLMapper().readTree(Path.of("buildspec.yml").toFile());
    }

    private String driver() throws IOException {
        var script = new StringBuilder("export CODEBUILD_BUILD_SUCCEEDING=1\n: > \"$PHASES\"\n");
        for (var phase : List.of("pre_build", "build", "post_build")) {
            var number = 0;
            script.append("status=0\n");
            for (var command : buildspec().path("phases").path(phase).path("commands")) {
                var file = folder.resolve("%s-%d.sh".formatted(phase, number++));
                Files.writeString(file, command.asText());
                script.append(
                        "[ \"$status\" != 0 ] || { . '%1$s'; status=$?; [ $status = 0 ] || cat '%1$s' >> \"$FAILED\"; }\n"
                                .formatted(file));
            }
            script.append("printf '%s=%%s ' \"$status\" >> \"$PHASES\"\n".formatted(phase));
            script.append("[ \"$status\" = 0 ] || export CODEBUILD_BUILD_SUCCEEDING=0\n");
            if (phase.equals("pre_build")
                    || buildspec()
                            .path("phases")
                            .path(phase)
                            .path("on-failure")
                            .asText()
                            .equals("ABORT")) {
                script.append("[ \"$status\" = 0 ] || exit 1\n");
            }
        }
        return script.toString();
    }
}
