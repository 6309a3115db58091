package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.StartFailure.Reason.STATE_DAMAGED;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_UNUSABLE;

import dev.slipway.local.cloud.store.Damage;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what is missing or damaged, and what to do. */
final class StateDamage {
    private StateDamage() {}

    /** @throws StartFailure when there is any damage */
    static void refuse(List<Damage> damages) throws StartFailure {
        if (!damages.isEmpty()) {
            throw failure(damages);
        }
    }

    /** What is said of damages, of which there is at least one. */
    static StartFailure failure(List<Damage> damages) {
        var unreadable = damages.stream().allMatch(damage -> damage.kind() == Damage.Kind.UNREADABLE);
        var what = damages.size() == 1
                ? "state file %s: ".formatted(damages.get(0))
                : damages.stream()
                        .map(damage -> "  %s%n".formatted(damage))
                        .collect(Collectors.joining(
                                "", "%d state files are missing or damaged:%n".formatted(damages.size()), ""));
        return new StartFailure(
                unreadable ? STATE_UNUSABLE : STATE_DAMAGED, what + (unreadable ? readable() : remedy(damages)));
    }

    private static String readable() {
        return "make it readable for the user who runs the local cloud; nothing was changed";
    }

    private static String remedy(Collection<Damage> damages) {
        var restore = "restore the whole state folder from a backup";
        var reset = "run ./slipway local reset to start afresh; nothing was changed";
        if (damages.stream().anyMatch(damage -> damage.loss().isEmpty())) {
            return "%s, or %s".formatted(restore, reset);
        }
        var losses = damages.stream().map(Damage::loss).collect(Collectors.toCollection(TreeSet::new));
        return "%s, or run ./slipway local check --leave-out to go on without %s, or %s"
                .formatted(restore, String.join(", ", losses), reset);
    }
}
