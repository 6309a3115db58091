package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Objects;

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

    public EnvironmentVariable {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("got a variable without name, expected one character or more");
        }
    }
}
