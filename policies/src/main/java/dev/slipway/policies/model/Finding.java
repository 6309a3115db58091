package dev.slipway.policies.model;

import java.util.Objects;

/**
 * One thing that is wrong with a resource.
 *
 * @param path the property, for example {@code policy.Statement[0].Action}
 * @param value the offending value as {@link Property#shown()}: short, and never a secret
 * @param message what is wrong with the value and what is expected, in lower case
 * @param subject what the finding is about, such as an action or a variable's name; suppressions can name it. The path when
 *     the rule says nothing else.
 */
public record Finding(String path, String value, String message, String subject) {
    public Finding {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(subject, "subject");
        if (message.isBlank()) {
            throw new IllegalArgumentException("got a blank message, expected what is wrong and what is expected");
        }
    }

    static Finding of(Property at, String subject, String message) {
        // What a rule takes out of a secret, such as an action, is secret too.
        return new Finding(at.path(), at.shown(), message, at.isSecret() ? at.path() : subject);
    }

    static Finding hidden(Property at, String subject, String message) {
        return new Finding(at.path(), "[not shown]", message, subject);
    }

    /** One sentence: where, what, why. */
    public String sentence() {
        return path.isEmpty() ? message : path + " is " + value + ": " + message;
    }
}
