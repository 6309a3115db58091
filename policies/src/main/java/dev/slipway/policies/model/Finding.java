package dev.slipway.policies.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One thing that is wrong with a resource.
 *
 * @param urn the resource that has the property; empty when that is the one that was judged
 * @param path the property, for example {@code policy.Statement[0].Action}
 * @param value the offending value as {@link Property#shown()}: short, and never a secret
 * @param message what is wrong with the value and what is expected, in lower case
 * @param subject what the finding is about, such as an action or a variable's name; suppressions can name it. The path when
 *     the rule says nothing else.
 * @param details what the entries at the path do, where findings that expect the same are told as one; mostly empty
 */
public record Finding(String urn, String path, String value, String message, String subject, List<Detail> details) {
    private static final int SHOWN = 3;

    public Finding {
        Objects.requireNonNull(urn, "urn");
        path = known(path);
        value = known(value);
        message = known(message);
        subject = known(subject);
        details = List.copyOf(details);
        if (message.isBlank()) {
            throw new IllegalArgumentException("got a blank message, expected what is wrong and what is expected");
        }
    }

    /** What the engine writes for an unknown value says nothing to a reader. */
    private static String known(String text) {
        return text.replace(JsonValues.UNKNOWN_TEXT, "(unknown)");
    }

    static Finding of(Property at, String subject, String message) {
        return of(at, subject, message, List.of());
    }

    static Finding of(Property at, String subject, String message, List<Detail> details) {
        // What a rule takes out of a secret, such as an action, is secret too.
        return new Finding(
                at.owner(),
                at.path(),
                at.shown(),
                message,
                at.isSecret() ? at.path() : subject,
                at.isSecret() ? List.of() : details);
    }

    static Finding hidden(Property at, String subject, String message) {
        return new Finding(at.owner(), at.path(), "[not shown]", message, subject, List.of());
    }

    /** Findings as a reader wants them: those that stand in one element and expect the same are one. */
    public static List<Finding> grouped(List<Finding> findings) {
        List<Finding> grouped = new ArrayList<>();
        for (Finding finding : findings) {
            int same = 0;
            while (same < grouped.size() && !grouped.get(same).isTogetherWith(finding)) {
                same++;
            }
            if (same == grouped.size()) {
                grouped.add(finding);
            } else {
                grouped.set(same, grouped.get(same).with(finding));
            }
        }
        return grouped;
    }

    private boolean isTogetherWith(Finding other) {
        return !details.isEmpty()
                && !other.details.isEmpty()
                && urn.equals(other.urn)
                && message.equals(other.message)
                && element(path).equals(element(other.path));
    }

    /** The list that an entry stands in. */
    private static String element(String path) {
        return path.endsWith("]") ? path.substring(0, path.lastIndexOf('[')) : path;
    }

    private Finding with(Finding other) {
        return new Finding(
                urn,
                path.equals(other.path) ? path : element(path),
                both(value, other.value),
                message,
                both(subject, other.subject),
                Detail.merged(
                        Stream.concat(details.stream(), other.details.stream()).toList()));
    }

    private static String both(String one, String other) {
        return List.of(one.split(", ", -1)).contains(other) ? one : one + ", " + other;
    }

    /** What is wrong and what is expected, with all details. */
    public String whole() {
        return told(Integer.MAX_VALUE - 1);
    }

    /** One sentence: where, what, why. */
    public String sentence() {
        String told = told(SHOWN);
        String shown =
                Enumeration.of(List.of(value.split(", ", -1)), details.isEmpty() ? Integer.MAX_VALUE - 1 : SHOWN);
        return path.isEmpty() ? told : path + " is " + shown + ": " + told;
    }

    private String told(int most) {
        return details.isEmpty() ? message : Detail.shown(details, most) + "; " + message;
    }
}
