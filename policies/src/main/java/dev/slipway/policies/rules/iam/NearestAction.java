package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The action that somebody may have meant. */
final class NearestAction {
    /** Longer than every name of AWS's. */
    private static final int LONGEST = 100;

    private NearestAction() {}

    /** The action that is spelt most like this one; empty when none is. */
    static Optional<String> to(String action) {
        int colon = action.indexOf(':');
        if (colon < 0 || action.length() > LONGEST) {
            return Optional.empty();
        }
        ActionCatalog catalog = ActionCatalog.get();
        String prefix = action.substring(0, colon).toLowerCase(Locale.ROOT);
        Optional<String> service =
                catalog.serviceExists(prefix) ? Optional.of(prefix) : nearest(prefix, catalog.services());
        return service.flatMap(known -> nearest(
                known + action.substring(colon),
                catalog.expand(known + ":*").stream().map(ActionInfo::fullName).toList()));
    }

    private static Optional<String> nearest(String asked, Collection<String> names) {
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
