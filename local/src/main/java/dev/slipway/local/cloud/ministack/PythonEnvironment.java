package dev.slipway.local.cloud.ministack;

import static dev.slipway.local.cloud.StartFailure.Reason.NO_MINISTACK;
import static dev.slipway.local.cloud.StartFailure.Reason.NO_PYTHON;

import dev.slipway.local.cloud.StartFailure;
import dev.slipway.local.process.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A Python that has ministack and botocore.
 *
 * @param executable the Python to run
 * @param botocoreData the folder in which botocore keeps AWS's service models
 */
public record PythonEnvironment(Path executable, Path botocoreData) {
    private static final String FIND =
            """
            import importlib.util as u
            for name in ("ministack", "botocore"):
                spec = u.find_spec(name)
                print(spec.submodule_search_locations[0] if spec else "")
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Asks a Python what it has.
     *
     * @throws StartFailure when it does not run or lacks a package
     */
    public static PythonEnvironment inspect(Path executable) throws StartFailure {
        if (!Files.isExecutable(executable)) {
            throw new StartFailure(
                    NO_PYTHON,
                    "%s is not an executable file, expected Python 3.10 or newer: run ./slipway setup, or give --python"
                            .formatted(executable));
        }
        var lines = run(executable).split("\n", -1);
        if (lines.length < 3 || lines[0].isBlank() || lines[1].isBlank()) {
            var missing = lines[0].isBlank() ? "ministack" : "botocore";
            throw new StartFailure(
                    NO_MINISTACK,
                    "%s has no package %s: run ./slipway setup, or give --python of an environment that has it"
                            .formatted(executable, missing));
        }
        return new PythonEnvironment(executable, Path.of(lines[1].strip()).resolve("data"));
    }

    private static String run(Path executable) throws StartFailure {
        try {
            var answer = Answer.of(
                    new ProcessBuilder(executable.toString(), "-I", "-c", FIND)
                            .redirectError(ProcessBuilder.Redirect.DISCARD),
                    PATIENCE);
            if (answer.exitCode() != 0) {
                throw new StartFailure(
                        NO_PYTHON,
                        "%s is not a usable Python (exit code %d): run ./slipway setup, or give --python"
                                .formatted(executable, answer.exitCode()));
            }
            return answer.output();
        } catch (TimeoutException e) {
            throw new StartFailure(NO_PYTHON, "%s %s: give --python".formatted(executable, e.getMessage()));
        } catch (IOException e) {
            throw new StartFailure(
                    NO_PYTHON, "%s does not run (%s): give --python".formatted(executable, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(NO_PYTHON, "interrupted while asking %s what it has".formatted(executable));
        }
    }
}
