package dev.slipway.local.cloud.codebuild.execution.model;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A variable of a project or of StartBuild.
 *
 * @param name its name
 * @param type how the value is to be read
 * @param value the value itself, a parameter's name, or a reference to a secret
 */
public record EnvironmentVariable(String name, Type type, String value) {
    /** What a value is. */
    public enum Type {
        PLAINTEXT,
        PARAMETER_STORE,
        SECRETS_MANAGER
    }

    /** Linux starts no program with a longer {@code NAME=value}, the zero byte at its end included. */
    private static final int MOST_BYTES = 131_072;

    public EnvironmentVariable {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        VariableName.problemToSet(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        problem(name, value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** What keeps a value from being a variable's, or nothing. The value is not told: it may be secret. */
    public static Optional<String> problem(String name, String value) {
        if (value.indexOf('\0') >= 0) {
            return Optional.of("the value of variable " + name + " has a zero byte, which no variable can have");
        }
        int bytes = (name + "=" + value).getBytes(StandardCharsets.UTF_8).length + 1;
        return bytes > MOST_BYTES
                ? Optional.of("variable " + name + " has " + bytes + " bytes with its name, expected at most "
                        + MOST_BYTES + ": Linux starts no program with a longer one; put the value in a file")
                : Optional.empty();
    }
}
