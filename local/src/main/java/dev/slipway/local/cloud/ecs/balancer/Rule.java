package dev.slipway.local.cloud.ecs.balancer;

import java.util.List;

/**
 * A rule of a listener.
 *
 * @param priority lower ones are asked first; {@link #DEFAULT} for the default rule
 * @param conditions all have to hold
 * @param action what happens then
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html">Rule</a>
 */
public record Rule(int priority, List<Condition> conditions, RuleAction action) {
    /** The priority of the default rule, after all others. */
    public static final int DEFAULT = Integer.MAX_VALUE;

    /** Copies the conditions. */
    public Rule {
        conditions = List.copyOf(conditions);
    }

    /** Whether the rule is the one for a request, if no earlier one is. */
    boolean matches(RequestView request) {
        return conditions.stream().allMatch(condition -> condition.holds(request));
    }
}
