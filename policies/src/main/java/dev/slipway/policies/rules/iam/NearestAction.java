package dev.slipway.policies.rules.iam;

import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.Spelling;
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
                catalog.serviceExists(prefix) ? Optional.of(prefix) : Spelling.nearest(prefix, catalog.services());
        return service.flatMap(known -> Spelling.nearest(
                known + action.substring(colon),
                catalog.expand(known + ":*").stream().map(ActionInfo::fullName).toList()));
    }
}
