package dev.slipway.iam.analysis;

import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import java.util.List;

/** Which actions a statement is about. */
final class ActionSet {
    private final List<Wildcard> patterns;
    private final boolean others;

    private ActionSet(List<Wildcard> patterns, boolean others) {
        this.patterns = patterns;
        this.others = others;
    }

    static ActionSet of(Statement statement) {
        boolean others = !statement.notActions().isEmpty();
        List<String> patterns = others ? statement.notActions() : statement.actions();
        return new ActionSet(patterns.stream().map(ActionSet::compiled).toList(), others);
    }

    /** All of AWS's actions have a colon, so {@code *:*} is all of them. */
    private static Wildcard compiled(String pattern) {
        return Wildcard.ofAction(pattern.equals("*:*") ? "*" : pattern);
    }

    /** Whether the statement is about some action of the pattern. */
    Truth meets(Wildcard action) {
        Truth any = Truth.NO;
        for (Wildcard pattern : patterns) {
            any = any.or(others ? pattern.covers(action) : pattern.meets(action));
            if (any == Truth.YES) {
                break;
            }
        }
        return others ? any.not() : any;
    }

    /** Whether the statement is about every action of the pattern. */
    Truth covers(Wildcard action) {
        Truth any = Truth.NO;
        for (Wildcard pattern : patterns) {
            any = any.or(others ? pattern.meets(action) : pattern.covers(action));
            if (any == Truth.YES) {
                break;
            }
        }
        return others ? any.not() : any;
    }
}
