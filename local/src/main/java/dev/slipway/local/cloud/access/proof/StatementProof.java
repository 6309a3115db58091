package dev.slipway.local.cloud.access.proof;

import java.util.List;

/**
 * What became of one statement.
 *
 * @param name the policy's name, a slash, and the Sid or number
 * @param guard whether it denies; what it forbids is not called, so nothing shows whether it is needed
 * @param uses the calls that it allows, each once for every step
 * @param needed whether some call would be denied without it
 * @param unnecessary parts without which every call would still be allowed; the statement itself when it is not needed
 */
public record StatementProof(String name, boolean guard, List<Use> uses, boolean needed, List<Part> unnecessary) {
    /** Copies its lists. */
    public StatementProof {
        uses = List.copyOf(uses);
        unnecessary = List.copyOf(unnecessary);
    }

    /**
     * A use of a statement.
     *
     * @param step what called
     * @param action what was called
     * @param resource on what
     * @param only whether no other statement allows it
     */
    public record Use(String step, String action, String resource, boolean only) {}

    /** Whether it grants what nothing used. */
    public boolean unused() {
        return !guard && uses.isEmpty();
    }
}
