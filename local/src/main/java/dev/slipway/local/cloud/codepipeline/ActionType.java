package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A type of action, always in version 1, as AWS documents it.
 *
 * @param category such as Build
 * @param owner AWS or ThirdParty
 * @param provider such as CodeBuild
 * @param inputs how many artifacts it takes
 * @param outputs how many artifacts it makes
 * @param required settings that must be given
 * @param optional settings that may be given
 * @param anySettings whether AWS documents no settings, and all are taken
 * @param secret settings that are not shown again
 * @param values the values of settings that have a few only
 * @param conditions settings that others need
 * @param together settings that are given all or none
 * @param choices groups of settings of which one at least is given whole
 * @param withoutInputs settings that must be given when there is no input artifact
 * @param pipelineType the type of pipeline that it is for, or empty for any
 */
record ActionType(
        String category,
        String owner,
        String provider,
        Count inputs,
        Count outputs,
        Set<String> required,
        Set<String> optional,
        boolean anySettings,
        Set<String> secret,
        Map<String, List<String>> values,
        List<Condition> conditions,
        List<List<String>> together,
        List<List<String>> choices,
        List<String> withoutInputs,
        String pipelineType) {
    /**
     * A number of artifacts.
     *
     * @param least the fewest
     * @param most the most
     */
    record Count(int least, int most) {
        private static Count of(JsonNode range) {
            return new Count(range.path(0).asInt(), range.path(1).asInt());
        }

        boolean holds(int count) {
            return count >= least && count <= most;
        }

        @Override
        public String toString() {
            return least == most ? Integer.toString(least) : least + " to " + most;
        }
    }

    /**
     * What a setting asks of others.
     *
     * @param setting its name
     * @param value the value that it has then
     * @param needs the settings that must be given then
     */
    record Condition(String setting, String value, List<String> needs) {}

    static ActionType of(JsonNode node) {
        var values = new LinkedHashMap<String, List<String>>();
        node.path("values").properties().forEach(entry -> values.put(entry.getKey(), texts(entry.getValue())));
        var conditions = new ArrayList<Condition>();
        node.path("conditions").forEach(one -> one.path("given")
                .properties()
                .forEach(given -> conditions.add(
                        new Condition(given.getKey(), given.getValue().asText(), texts(one.path("needs"))))));
        return new ActionType(
                node.path("category").asText(),
                node.path("owner").asText(),
                node.path("provider").asText(),
                Count.of(node.path("inputs")),
                Count.of(node.path("outputs")),
                new TreeSet<>(texts(node.path("required"))),
                new TreeSet<>(texts(node.path("optional"))),
                node.path("anySettings").asBoolean(),
                new TreeSet<>(texts(node.path("secret"))),
                values,
                conditions,
                lists(node.path("together")),
                lists(node.path("choices")),
                texts(node.path("withoutInputs")),
                node.path("pipelineType").asText());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static List<List<String>> lists(JsonNode array) {
        var lists = new ArrayList<List<String>>();
        array.forEach(list -> lists.add(texts(list)));
        return List.copyOf(lists);
    }

    String id() {
        return String.join("/", category, owner, provider);
    }
}
