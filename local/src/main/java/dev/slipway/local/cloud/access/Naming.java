package dev.slipway.local.cloud.access;

import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.MatchedStatement;
import dev.slipway.iam.evaluation.PolicyLayer;
import dev.slipway.local.cloud.access.policies.Identity;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names statements by the policies that they stand in. */
final class Naming {
    private final Identity identity;
    private final Optional<NamedPolicy> resource;

    Naming(Identity identity, Optional<NamedPolicy> resource) {
        this.identity = identity;
        this.resource = resource;
    }

    String of(MatchedStatement matched) {
        return of(matched.layer(), matched.statement());
    }

    String of(PolicyLayer layer, Statement statement) {
        return candidates(layer).stream()
                .filter(policy -> policy.holds(statement))
                .findFirst()
                .map(policy -> policy.nameOf(statement))
                .orElse("a statement");
    }

    /** Policies that apply, but whose text nobody here has. */
    List<String> unknown() {
        return Stream.of(PolicyLayer.values())
                .flatMap(layer -> candidates(layer).stream())
                .filter(policy -> !policy.document().complete())
                .map(NamedPolicy::name)
                .toList();
    }

    private List<NamedPolicy> candidates(PolicyLayer layer) {
        return switch (layer) {
            case IDENTITY -> identity.policies();
            case RESOURCE -> resource.stream().toList();
            case BOUNDARY -> listed(identity.boundary());
            case SESSION -> listed(identity.session());
        };
    }

    private static List<NamedPolicy> listed(@Nullable NamedPolicy policy) {
        return policy == null ? List.of() : List.of(policy);
    }
}
