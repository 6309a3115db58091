package dev.slipway.local.cloud.access;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.iam.evaluation.Mismatch;
import dev.slipway.local.cloud.access.policies.Identity;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a refusal: those of AWS, then which statement nearly allowed the call. */
final class Refusal {
    /** What stands for the consent of something that does not exist. */
    static final PolicyDocument NO_CONSENT = new PolicyDocument(PolicyDocument.VERSION, null, List.of(), true);

    private Refusal() {}

    /** The refusal of a service, which has no policies of its own. */
    static String message(Caller service, String action, NamedPolicy resource, Decision decision) {
        var naming = new Naming(new Identity(service, Map.of(), List.of(), null, null), Optional.of(resource));
        return message(service, action, resource.name(), decision, naming);
    }

    /** What AWS answers, and the nearest statement. */
    static String message(Caller caller, String action, String resource, Decision decision, Naming naming) {
        var denied =
                "User: %s is not authorized to perform: %s on resource: %s".formatted(caller.name(), action, resource);
        return switch (decision.outcome()) {
            case EXPLICIT_DENY ->
                "%s with an %s (%s)"
                        .formatted(
                                denied,
                                decision.reason().replaceFirst(", .*$", ""),
                                decision.matched().stream()
                                        .map(naming::of)
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
            case UNDECIDED ->
                "%s because the local cloud does not have the text of %s: write its statements into a policy of your own"
                        .formatted(denied, String.join(", ", naming.unknown()));
            case ALLOWED, IMPLICIT_DENY -> denied + " because " + decision.reason() + nearest(action, decision, naming);
        };
    }

    /** A statement about another service was hardly meant to allow the call. */
    private static boolean tells(Mismatch mismatch, String action) {
        return mismatch.element() != Mismatch.Element.ACTION
                || mismatch.wanted().contains(action.substring(0, action.indexOf(':') + 1));
    }

    private static String nearest(String action, Decision decision, Naming naming) {
        return decision.nearMisses().stream()
                .filter(miss -> miss.mismatches().stream().allMatch(mismatch -> tells(mismatch, action)))
                .findFirst()
                .map(miss -> ". Nearest: %s, but %s"
                        .formatted(
                                naming.of(miss.layer(), miss.statement()),
                                miss.mismatches().stream()
                                        .map(Mismatch::toString)
                                        .collect(Collectors.joining("; "))))
                .orElse("");
    }
}
