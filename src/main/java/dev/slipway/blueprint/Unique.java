package dev.slipway.blueprint;

import java.util.HashSet;
import java.util.List;

/** Names that must differ. */
final class Unique {
    private Unique() {}

    static void require(String where, String what, List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("%s: got two of the name \"%s\", expected each %s to have its own"
                        .formatted(where, name, what));
            }
        }
    }
}
