package dev.slipway.iam.catalog;

import java.util.List;
import java.util.Objects;

/**
 * Actions that together let a principal get rights that it was not given.
 *
 * @param id a short name, stable
 * @param actions all of which it takes
 * @param why how it works, as the end of the sentence "who may do all this ..."
 * @param source the page that says so
 */
public record EscalationPath(String id, List<String> actions, String why, String source) {
    public EscalationPath {
        Objects.requireNonNull(id);
        actions = List.copyOf(actions);
        Objects.requireNonNull(why);
        Objects.requireNonNull(source);
    }

    /** Whether the path goes through a role that is passed to a service, and so is as narrow as the roles that may be passed. */
    public boolean passesRole() {
        return actions.contains("iam:PassRole");
    }
}
