package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy pack: a name and its rules.
 *
 * @param name the pack's name, as Pulumi shows it
 * @param displayName the name for people
 * @param version a semantic version
 * @param description one sentence
 * @param rules each id once
 */
public record Pack(String name, String displayName, String version, String description, List<Rule> rules) {
    /** The pack's own entry in the configuration: suppressions for all rules, reports, selection. */
    public static final String SETTINGS = "pack-settings";

    /** Names that the engine keeps for itself, and ours. */
    private static final Set<String> RESERVED = Set.of("all", "environments", SETTINGS);

    public Pack {
        rules = List.copyOf(rules);
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (RESERVED.contains(rule.id())) {
                throw new IllegalArgumentException("got the rule id \"" + rule.id() + "\", which is reserved");
            }
            Rule other = byId.put(rule.id(), rule);
            if (other != null) {
                throw new IllegalArgumentException("got the rule id \"" + rule.id() + "\" twice: "
                        + other.getClass().getName() + " and "
                        + rule.getClass().getName());
            }
        }
    }
}
