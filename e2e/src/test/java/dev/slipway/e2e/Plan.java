package dev.slipway.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a preview plans to do to AWS resources.
 *
 * @param steps those that are not "same", in the engine's order
 */
record Plan(List<Step> steps) {
    Plan {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param operation as Pulumi names it
     * @param type the last part of the resource's type
     * @param name the resource's name
     */
    record Step(String operation, String type, String name) {
        @Override
        public String toString() {
            return operation + " " + type;
        }
    }

    /** Reads the output of {@code preview --json}. */
    static Plan of(String json) {
        List<Step> steps = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            String operation = step.get("op").getAsString();
            String urn = step.get("urn").getAsString();
            String type = urn.replaceFirst("::[^:]*$", "").replaceFirst(".*(::|[$])", "");
            if (!operation.equals("same") && type.startsWith("aws:")) {
                steps.add(new Step(
                        operation,
                        type.substring(type.lastIndexOf(':') + 1),
                        urn.substring(urn.lastIndexOf("::") + 2)));
            }
        }
        return new Plan(steps);
    }

    /** The kinds of steps, sorted and joined by commas. */
    String kinds() {
        return kinds(steps);
    }

    /** The kinds of steps for each group that the name of a resource belongs to. */
    SortedMap<String, String> kindsBy(Function<String, String> groupOfName) {
        return steps.stream()
                .collect(Collectors.groupingBy(
                        step -> groupOfName.apply(step.name()),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Plan::kinds)));
    }

    private static String kinds(List<Step> steps) {
        SortedSet<String> kinds = steps.stream().map(Step::toString).collect(Collectors.toCollection(TreeSet::new));
        return String.join(", ", kinds);
    }
}
