package dev.slipway.local.cloud.codebuild.execution.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Hides secrets in logs: the values of Parameter Store and Secrets Manager variables, and the ids of AWS access keys.
 *
 * <p>A value of several lines is hidden line by line, since logs are written so. What has fewer than four characters stays: a digit or a
 * brace that is hidden wherever it stands makes every log unreadable, and tells what it is by what is missing.
 */
public final class SecretMask {
    /** Fewer characters are not hidden. */
    public static final int SHORTEST = 4;

    private static final String HIDDEN = "***";
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");

    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Hides this value from now on.
     *
     * @return whether nothing of it is too short to be hidden
     */
    public boolean add(String secret) {
        List<String> lines = secret.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        lines.stream().filter(line -> line.length() >= SHORTEST).forEach(secrets::add);
        return lines.stream().allMatch(line -> line.length() >= SHORTEST);
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
