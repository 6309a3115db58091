package dev.slipway.policies.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody who misspelt a name meant. */
public final class Spelling {
    /** Longer than every name of AWS's; the work grows with the square of it. */
    private static final int LONGEST = 100;

    private Spelling() {}

    /** The name that is spelt most like this one, whatever its case; empty when none is. */
    public static Optional<String> nearest(String asked, Collection<String> names) {
        if (asked.length() > LONGEST) {
            return Optional.empty();
        }
        String best = "";
        // More than a third of the letters wrong is another name.
        int fewest = asked.length() / 3 + 1;
        for (String name : names) {
            int edits = Math.abs(name.length() - asked.length()) < fewest ? edits(asked, name) : fewest;
            if (edits < fewest) {
                fewest = edits;
                best = name;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** {@code ; did you mean "x"?}, or nothing when no name is near. */
    public static String hint(String asked, Collection<String> names) {
        return nearest(asked, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    /** Levenshtein's distance, upper and lower case alike. */
    private static int edits(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < above.length; column++) {
                int same = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(above[column - 1] + same, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[right.length()];
    }
}
