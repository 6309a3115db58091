package dev.slipway.local.cloud.ecr.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.ecr.lifecycle.LifecycleRule.Count;
import dev.slipway.local.cloud.ecr.lifecycle.TagSelection.Status;
import dev.slipway.local.cloud.store.JsonEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads policy documents, and refuses what ECR refuses. */
final class LifecyclePolicyReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> RULE = Set.of("rulePriority", "description", "selection", "action");
    private static final Set<String> SELECTION =
            Set.of("tagStatus", "tagPrefixList", "tagPatternList", "countType", "countUnit", "countNumber");
    private static final int MOST_WILDCARDS = 4;

    private LifecyclePolicyReader() {}

    static List<LifecycleRule> read(String text) throws InvalidLifecyclePolicy {
        var document = parse(text);
        onlyMembers(document, Set.of("rules"), "the policy");
        var nodes = document.path("rules");
        if (!nodes.isArray() || nodes.isEmpty()) {
            throw new InvalidLifecyclePolicy("rules is %s, expected a list of at least one rule".formatted(nodes));
        }
        var rules = new ArrayList<LifecycleRule>();
        for (var node : nodes) {
            rules.add(rule(node));
        }
        checkTogether(rules);
        return rules;
    }

    private static JsonNode parse(String text) throws InvalidLifecyclePolicy {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidLifecyclePolicy("the policy is not JSON from " + JsonEnd.of(e) + " on");
        }
    }

    private static LifecycleRule rule(JsonNode node) throws InvalidLifecyclePolicy {
        onlyMembers(node, RULE, "a rule");
        var priority = positive(node, "rulePriority");
        var action = node.path("action").path("type").asText();
        if (!action.equals("expire")) {
            throw new InvalidLifecyclePolicy(
                    "rule %d has action type '%s', expected expire".formatted(priority, action));
        }
        var selection = node.path("selection");
        onlyMembers(selection, SELECTION, "the selection of rule " + priority);
        var unit = selection.path("countUnit").asText("");
        var type = selection.path("countType").asText("");
        var count =
                switch (type) {
                    case "imageCountMoreThan" -> Count.IMAGES_MORE_THAN;
                    case "sinceImagePushed" -> Count.DAYS_SINCE_PUSHED;
                    default ->
                        throw new InvalidLifecyclePolicy(
                                "rule %d has countType '%s', expected imageCountMoreThan or sinceImagePushed"
                                        .formatted(priority, type));
                };
        var expectedUnit = count == Count.DAYS_SINCE_PUSHED ? "days" : "";
        if (!unit.equals(expectedUnit)) {
            throw new InvalidLifecyclePolicy("rule %d has countUnit '%s', expected %s with %s"
                    .formatted(priority, unit, expectedUnit.isEmpty() ? "none" : expectedUnit, type));
        }
        return new LifecycleRule(priority, tags(priority, selection), count, positive(selection, "countNumber"));
    }

    private static TagSelection tags(int priority, JsonNode selection) throws InvalidLifecyclePolicy {
        var prefixes = selection.path("tagPrefixList");
        var wildcards = selection.path("tagPatternList");
        var status =
                switch (selection.path("tagStatus").asText("")) {
                    case "tagged" -> Status.TAGGED;
                    case "untagged" -> Status.UNTAGGED;
                    case "any" -> Status.ANY;
                    default ->
                        throw new InvalidLifecyclePolicy("rule %d has tagStatus '%s', expected tagged, untagged or any"
                                .formatted(priority, selection.path("tagStatus").asText("")));
                };
        if (prefixes.isEmpty() == wildcards.isEmpty() ? status == Status.TAGGED : status != Status.TAGGED) {
            throw new InvalidLifecyclePolicy(
                    "rule %d has tagStatus %s with %d prefixes and %d patterns, expected either tagPrefixList or tagPatternList with tagged, and none else"
                            .formatted(
                                    priority, selection.path("tagStatus").asText(), prefixes.size(), wildcards.size()));
        }
        var patterns = new ArrayList<Pattern>();
        prefixes.forEach(prefix -> patterns.add(TagSelection.prefix(prefix.asText())));
        for (var wildcard : wildcards) {
            var text = wildcard.asText();
            if (text.chars().filter(letter -> letter == '*').count() > MOST_WILDCARDS) {
                throw new InvalidLifecyclePolicy("rule %d has the pattern '%s', expected at most %d wildcards"
                        .formatted(priority, text, MOST_WILDCARDS));
            }
            patterns.add(TagSelection.wildcards(text));
        }
        return new TagSelection(status, patterns);
    }

    private static void checkTogether(List<LifecycleRule> rules) throws InvalidLifecyclePolicy {
        var priorities = new HashSet<Integer>();
        var highest = rules.stream().mapToInt(LifecycleRule::priority).max().orElse(0);
        var untagged = 0;
        for (var rule : rules) {
            if (!priorities.add(rule.priority())) {
                throw new InvalidLifecyclePolicy(
                        "rulePriority %d stands twice, expected another for each rule".formatted(rule.priority()));
            }
            if (rule.selection().status() == Status.ANY && rule.priority() != highest) {
                throw new InvalidLifecyclePolicy(
                        "rule %d has tagStatus any, expected it to be the rule with the highest rulePriority"
                                .formatted(rule.priority()));
            }
            untagged += rule.selection().status() == Status.UNTAGGED ? 1 : 0;
        }
        if (untagged > 1) {
            throw new InvalidLifecyclePolicy("%d rules have tagStatus untagged, expected one".formatted(untagged));
        }
    }

    private static int positive(JsonNode node, String member) throws InvalidLifecyclePolicy {
        var value = node.path(member);
        if (!value.isInt() || value.asInt() < 1) {
            throw new InvalidLifecyclePolicy("%s is %s, expected a whole number from 1"
                    .formatted(member, value.isMissingNode() ? "missing" : value));
        }
        return value.asInt();
    }

    private static void onlyMembers(JsonNode node, Set<String> allowed, String what) throws InvalidLifecyclePolicy {
        if (!node.isObject()) {
            throw new InvalidLifecyclePolicy("%s is %s, expected an object".formatted(what, node));
        }
        for (var name : (Iterable<String>) node::fieldNames) {
            if (!allowed.contains(name)) {
                throw new InvalidLifecyclePolicy("%s has the member %s, expected only %s"
                        .formatted(what, name, String.join(", ", new java.util.TreeSet<>(allowed))));
            }
        }
    }
}
