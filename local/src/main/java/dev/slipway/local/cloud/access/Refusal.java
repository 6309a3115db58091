package dev.slipway.local.cloud.access;

import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.iam.evaluation.Mismatch;
import dev.slipway.iam.evaluation.NearMiss;
import java.util.stream.Collectors;

/** The words of a refusal: those of AWS, then which statement nearly allowed the call. */
final class Refusal {
    private Refusal() {}

    /** What AWS answers, and the nearest statement. */
    static String message(Caller caller, String action, String resource, Decision decision) {
        var denied =
                "User: %s is not authorized to perform: %s on resource: %s".formatted(caller.name(), action, resource);
        return switch (decision.outcome()) {
            case EXPLICIT_DENY -> denied + " with an " + decision.reason();
            case UNDECIDED -> denied + " because " + decision.reason();
            case ALLOWED, IMPLICIT_DENY -> denied + " because " + decision.reason() + nearest(decision);
        };
    }

    private static String nearest(Decision decision) {
        return decision.nearMisses().stream()
                .findFirst()
                .map(miss -> ". Nearest: %s of the %s, but %s"
                        .formatted(name(miss.statement()), miss.layer().text(), reasons(miss)))
                .orElse("");
    }

    private static String name(Statement statement) {
        return statement.sid() == null ? "a statement without Sid" : "statement " + statement.sid();
    }

    private static String reasons(NearMiss miss) {
        return miss.mismatches().stream().map(Mismatch::toString).collect(Collectors.joining("; "));
    }
}
