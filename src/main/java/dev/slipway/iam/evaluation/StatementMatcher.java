package dev.slipway.iam.evaluation;

import dev.slipway.iam.Condition;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the statements of one document with one request, principals aside. */
final class StatementMatcher {
    private final boolean variables;
    private final Request request;
    private final ConditionMatcher conditions;

    StatementMatcher(PolicyDocument document, Request request) {
        this.variables = document.hasPolicyVariables();
        this.request = request;
        this.conditions = new ConditionMatcher(request, variables);
    }

    Truth matches(Statement statement) {
        Truth matches = action(statement);
        if (matches != Truth.NO) {
            matches = matches.and(resource(statement));
        }
        for (Condition condition : statement.conditions()) {
            if (matches == Truth.NO) {
                return Truth.NO;
            }
            matches = matches.and(conditions.holds(condition));
        }
        return matches;
    }

    /** Everything that keeps the statement from applying. */
    List<Mismatch> mismatches(Statement statement, Truth principal) {
        List<Mismatch> mismatches = new ArrayList<>();
        if (principal == Truth.NO) {
            mismatches.add(new Mismatch(
                    Mismatch.Element.PRINCIPAL,
                    wanted(
                            statement.principals().stream()
                                    .map(p -> p.type().key() + " " + p.value())
                                    .toList(),
                            statement.notPrincipals().stream()
                                    .map(p -> p.type().key() + " " + p.value())
                                    .toList()),
                    request.caller().name()));
        }
        if (action(statement) == Truth.NO) {
            mismatches.add(new Mismatch(
                    Mismatch.Element.ACTION, wanted(statement.actions(), statement.notActions()), request.action()));
        }
        if (resource(statement) == Truth.NO) {
            mismatches.add(new Mismatch(
                    Mismatch.Element.RESOURCE,
                    wanted(statement.resources(), statement.notResources()),
                    request.resource()));
        }
        for (Condition condition : statement.conditions()) {
            if (conditions.holds(condition) == Truth.NO) {
                List<String> got = request.values(condition.key());
                mismatches.add(new Mismatch(
                        Mismatch.Element.CONDITION,
                        condition.toString(),
                        condition.key() + " " + (got == null ? "absent" : String.join(", ", got))));
            }
        }
        return mismatches;
    }

    private static String wanted(List<String> values, List<String> notValues) {
        return values.isEmpty() ? "any but " + String.join(", ", notValues) : String.join(", ", values);
    }

    private Truth action(Statement statement) {
        Wildcard action = Wildcard.ofAction(request.action());
        return statement.notActions().isEmpty()
                ? anyAction(statement.actions(), action)
                : anyAction(statement.notActions(), action).not();
    }

    private static Truth anyAction(List<String> patterns, Wildcard action) {
        Truth any = Truth.NO;
        for (String pattern : patterns) {
            any = any.or(Wildcard.ofAction(pattern).covers(action));
            if (any == Truth.YES) {
                return any;
            }
        }
        return any;
    }

    private Truth resource(Statement statement) {
        if (!statement.notResources().isEmpty()) {
            Truth excepted = Truth.NO;
            for (String pattern : statement.notResources()) {
                Optional<Wildcard> resolved = resolved(pattern);
                if (resolved.isPresent()) {
                    excepted = excepted.or(resolved.get().matches(request.resource()));
                } else if (statement.isAllow()) {
                    // A variable without value makes the exception void; that must not grant more than was written.
                    return Truth.NO;
                }
            }
            return excepted.not();
        }
        if (statement.resources().isEmpty()) {
            return Truth.YES;
        }
        Truth any = Truth.NO;
        for (String pattern : statement.resources()) {
            Optional<Wildcard> resolved = resolved(pattern);
            if (resolved.isPresent()) {
                any = any.or(resolved.get().matches(request.resource()));
            }
            if (any == Truth.YES) {
                return any;
            }
        }
        return any;
    }

    private Optional<Wildcard> resolved(String pattern) {
        return variables
                ? Wildcard.resolved(pattern, true, request::variable)
                : Optional.of(Wildcard.withoutVariables(pattern));
    }
}
