package dev.slipway.iam.evaluation;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AWS's evaluation of a request. An explicit deny anywhere wins. Within one account the caller's policies or the resource's policy
 * allow; across accounts both must. What the caller's policies allow, its boundary and session policy must allow too; so must they
 * what the resource grants to the caller's role, but not what it grants to the session, to the user, or to everyone.
 */
public final class Evaluator {
    private final Request request;
    private final Policies policies;
    private final List<MatchedStatement> allows = new ArrayList<>();
    private final List<MatchedStatement> denies = new ArrayList<>();
    private final Map<PolicyLayer, List<PolicyDocument>> documents = new LinkedHashMap<>();
    private Truth denied = Truth.NO;

    private Evaluator(Request request, Policies policies) {
        this.request = request;
        this.policies = policies;
        documents.put(PolicyLayer.IDENTITY, request.caller().hasIdentity() ? policies.identity() : List.of());
        documents.put(PolicyLayer.RESOURCE, listed(policies.resource()));
        documents.put(PolicyLayer.BOUNDARY, listed(policies.boundary()));
        documents.put(PolicyLayer.SESSION, listed(policies.session()));
    }

    private static List<PolicyDocument> listed(@Nullable PolicyDocument document) {
        return document == null ? List.of() : List.of(document);
    }

    /** What AWS answers to the request under these policies. */
    public static Decision evaluate(Request request, Policies policies) {
        return new Evaluator(request, policies).decide();
    }

    private Decision decide() {
        boolean root = request.caller().kind() == Caller.Kind.ROOT;
        Truth identity = root ? Truth.YES : allowed(PolicyLayer.IDENTITY).any();
        PrincipalMatch resource = allowed(PolicyLayer.RESOURCE);
        Truth boundary = policies.boundary() == null
                ? Truth.YES
                : allowed(PolicyLayer.BOUNDARY).any();
        Truth session = policies.session() == null
                ? Truth.YES
                : allowed(PolicyLayer.SESSION).any();
        if (denied == Truth.YES) {
            return explicitDeny();
        }
        Truth limits = boundary.and(session);
        Truth own = identity.and(limits);
        Truth allowed;
        if (!request.caller().hasIdentity()) {
            allowed = resource.direct();
        } else if (request.sameAccount()) {
            Truth viaIdentity = policies.resourceMustAllow() ? own.and(resource.any()) : own;
            allowed = resource.direct().or(resource.role().and(limits)).or(viaIdentity);
        } else {
            allowed = own.and(resource.any());
        }
        return switch (allowed.and(denied.not())) {
            case YES -> new Decision(Decision.Outcome.ALLOWED, "allowed by " + names(allows), allows, List.of());
            case UNKNOWN -> undecided();
            case NO ->
                new Decision(
                        Decision.Outcome.IMPLICIT_DENY,
                        missing(identity, resource, boundary, session),
                        allows,
                        nearMisses());
        };
    }

    /** Who is allowed by one layer, and on the way whether a statement of it denies. */
    private PrincipalMatch allowed(PolicyLayer layer) {
        Truth direct = Truth.NO;
        Truth role = Truth.NO;
        Truth account = Truth.NO;
        for (PolicyDocument document : documents.getOrDefault(layer, List.of())) {
            if (!document.complete()) {
                direct = direct.or(Truth.UNKNOWN);
                denied = denied.or(Truth.UNKNOWN);
            }
            StatementMatcher matcher = new StatementMatcher(document, request);
            for (Statement statement : document.statements()) {
                Truth matches = matcher.matches(statement);
                if (matches == Truth.NO) {
                    continue;
                }
                if (statement.isAllow()) {
                    PrincipalMatch principal = PrincipalMatch.ofAllow(statement, request.caller());
                    note(allows, layer, statement, matches.and(principal.any()));
                    direct = direct.or(matches.and(principal.direct()));
                    role = role.or(matches.and(principal.role()));
                    account = account.or(matches.and(principal.account()));
                } else {
                    Truth denies = matches.and(PrincipalMatch.ofDeny(statement, request.caller()));
                    note(this.denies, layer, statement, denies);
                    denied = denied.or(denies);
                }
            }
        }
        return new PrincipalMatch(direct, role, account);
    }

    private static void note(List<MatchedStatement> all, PolicyLayer layer, Statement statement, Truth applies) {
        if (applies != Truth.NO) {
            all.add(new MatchedStatement(layer, statement, applies == Truth.YES));
        }
    }

    private Decision explicitDeny() {
        List<MatchedStatement> certain =
                denies.stream().filter(MatchedStatement::certain).toList();
        PolicyLayer layer = certain.get(0).layer();
        String article = layer == PolicyLayer.IDENTITY ? "an " : "a ";
        return new Decision(
                Decision.Outcome.EXPLICIT_DENY,
                "explicit deny in " + article + layer.text() + ", " + names(certain),
                certain,
                List.of());
    }

    private Decision undecided() {
        List<MatchedStatement> open = new ArrayList<>(denies);
        open.addAll(allows);
        return new Decision(
                Decision.Outcome.UNDECIDED, "the answer depends on values that are not known", open, List.of());
    }

    private String missing(Truth identity, PrincipalMatch resource, Truth boundary, Truth session) {
        boolean both = !request.sameAccount() || policies.resourceMustAllow();
        PolicyLayer layer = PolicyLayer.IDENTITY;
        if (!request.caller().hasIdentity() || (identity != Truth.NO && both && resource.any() == Truth.NO)) {
            layer = PolicyLayer.RESOURCE;
        } else if (identity != Truth.NO && boundary == Truth.NO) {
            layer = PolicyLayer.BOUNDARY;
        } else if (identity != Truth.NO && session == Truth.NO) {
            layer = PolicyLayer.SESSION;
        }
        return "no " + layer.text() + " allows the " + request.action() + " action";
    }

    private List<NearMiss> nearMisses() {
        List<NearMiss> misses = new ArrayList<>();
        documents.forEach((layer, all) -> {
            for (PolicyDocument document : all) {
                StatementMatcher matcher = new StatementMatcher(document, request);
                for (Statement statement : document.statements()) {
                    if (statement.isAllow()) {
                        List<Mismatch> mismatches = matcher.mismatches(
                                statement,
                                PrincipalMatch.ofAllow(statement, request.caller())
                                        .any());
                        if (mismatches.stream()
                                        .map(Mismatch::element)
                                        .distinct()
                                        .count()
                                == 1) {
                            misses.add(new NearMiss(layer, statement, mismatches));
                        }
                    }
                }
            }
        });
        // Whoever wrote the action most likely meant this request; a wrong action is most likely another statement.
        misses.sort(Comparator.comparing(miss -> miss.mismatches().get(0).element() == Mismatch.Element.ACTION));
        return misses;
    }

    private static String names(List<MatchedStatement> statements) {
        if (statements.isEmpty()) {
            return "the root user's rights";
        }
        List<String> names = statements.stream()
                .map(matched -> matched.statement().sid() == null
                        ? "an unnamed statement"
                        : "statement " + matched.statement().sid())
                .distinct()
                .toList();
        return String.join(", ", names);
    }
}
