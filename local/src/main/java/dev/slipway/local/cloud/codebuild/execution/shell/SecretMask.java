package dev.slipway.local.cloud.codebuild.execution.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Hides secrets in logs: the values of Parameter Store and Secrets Manager variables, and the ids of AWS access keys.
 *
 * <p>A value of several lines is hidden line by line, since logs are written so; of such a value, lines shorter than four characters stay,
 * or a brace of a JSON value would make every log unreadable.
 */
public final class SecretMask {
    private static final String HIDDEN = "***";
    private static final int SHORTEST_LINE = 4;
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");

    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Hides this value from now on. */
    public void add(String secret) {
        List<String> lines = secret.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String line : lines) {
            if (lines.size() == 1 || line.length() >= SHORTEST_LINE) {
                secrets.add(line);
            }
        }
    }

    /** The text without secrets. Longer secrets are hidden first, or one that holds another would show its rest. */
    public String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return ACCESS_KEY.matcher(hidden).replaceAll(HIDDEN);
    }
}
