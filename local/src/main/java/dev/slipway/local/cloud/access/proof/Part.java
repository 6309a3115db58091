package dev.slipway.local.cloud.access.proof;

import dev.slipway.iam.Condition;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a policy that can be taken away: a whole statement, or one of several actions, resources or values of a condition.
 *
 * @param policy number of the policy among the role's, from 0
 * @param statement number of the statement in it, from 0
 * @param kind what it is
 * @param value the action, the resource, or the condition with the value; the statement's name for a statement
 */
public record Part(int policy, int statement, Kind kind, String value) {
    /** The kinds of parts. */
    public enum Kind {
        /** A statement. */
        STATEMENT,
        /** One of several actions. */
        ACTION,
        /** One of several resources. */
        RESOURCE,
        /** One of several values that a condition takes. */
        CONDITION_VALUE
    }

    /** The policies without this part. */
    public List<NamedPolicy> removedFrom(List<NamedPolicy> policies) {
        var remaining = new ArrayList<>(policies);
        var changed = policies.get(policy);
        var document = changed.document();
        var statements = new ArrayList<>(document.statements());
        if (kind == Kind.STATEMENT) {
            statements.remove(statement);
        } else {
            statements.set(statement, reduced(statements.get(statement)));
        }
        remaining.set(
                policy,
                new NamedPolicy(
                        changed.name(),
                        new PolicyDocument(document.version(), document.id(), statements, document.complete())));
        return List.copyOf(remaining);
    }

    /** The statement without this part of it. */
    Statement reduced(Statement whole) {
        return new Statement(
                whole.sid(),
                whole.effect(),
                whole.principals(),
                whole.notPrincipals(),
                kind == Kind.ACTION ? without(whole.actions()) : whole.actions(),
                whole.notActions(),
                kind == Kind.RESOURCE ? without(whole.resources()) : whole.resources(),
                whole.notResources(),
                kind == Kind.CONDITION_VALUE ? fewerValues(whole.conditions()) : whole.conditions());
    }

    private List<String> without(List<String> values) {
        return values.stream().filter(other -> !other.equals(value)).toList();
    }

    private List<Condition> fewerValues(List<Condition> conditions) {
        return conditions.stream()
                .map(condition -> new Condition(
                        condition.operator(),
                        condition.key(),
                        condition.values().stream()
                                .filter(other -> !value.equals(name(condition, other)))
                                .toList()))
                .toList();
    }

    private static String name(Condition condition, String value) {
        return condition.operator() + " " + condition.key() + " " + value;
    }

    /** Every part of a statement that can be taken away, the statement itself first. */
    static List<Part> of(int policy, int number, NamedPolicy named) {
        var whole = named.document().statements().get(number);
        var parts = new ArrayList<Part>();
        parts.add(new Part(policy, number, Kind.STATEMENT, named.nameOf(whole)));
        several(whole.actions()).forEach(action -> parts.add(new Part(policy, number, Kind.ACTION, action)));
        several(whole.resources()).forEach(resource -> parts.add(new Part(policy, number, Kind.RESOURCE, resource)));
        for (var condition : whole.conditions()) {
            // With one value less, a negated condition would let in more.
            if (condition
                    .parsedOperator()
                    .filter(operator -> !operator.test().negated())
                    .isPresent()) {
                several(condition.values())
                        .forEach(
                                one -> parts.add(new Part(policy, number, Kind.CONDITION_VALUE, name(condition, one))));
            }
        }
        return List.copyOf(parts);
    }

    private static List<String> several(List<String> values) {
        var distinct = values.stream().distinct().toList();
        return distinct.size() > 1 ? distinct : List.of();
    }
}
