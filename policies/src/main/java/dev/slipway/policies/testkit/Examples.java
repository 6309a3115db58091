package dev.slipway.policies.testkit;

import dev.slipway.policies.model.Rule;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The examples of one rule: a YAML file with lists {@code compliant} and {@code violating}, at least one of each, and perhaps
 * {@code notApplicable}. Every example has a {@code name}, {@code resources} (see {@link Program}), perhaps a {@code config}; a
 * violating one also lists which properties of which resources are its violations, and one that is not applicable the {@code reasons}.
 */
public record Examples(String rule, List<Example> compliant, List<Example> violating, List<Example> notApplicable) {

    /**
     * One example.
     *
     * @param name what it shows
     * @param resources the program, as YAML was read
     * @param config settings of the rule
     * @param violations by resource name, the sorted paths of the properties that are wrong; an empty path for the resource
     * @param reasons why the rule does not judge, sorted; all of them, whether in a preview or an update
     */
    public record Example(
            String name,
            Map<String, Object> resources,
            Map<String, Object> config,
            Map<String, List<String>> violations,
            List<String> reasons) {
        /** The example as a program. */
        public Program program() {
            return Program.of(resources);
        }
    }

    public Examples {
        compliant = List.copyOf(compliant);
        violating = List.copyOf(violating);
        notApplicable = List.copyOf(notApplicable);
        if (compliant.isEmpty() || violating.isEmpty()) {
            throw new IllegalArgumentException("got " + compliant.size() + " compliant and " + violating.size()
                    + " violating examples for " + rule + ", expected at least one of each");
        }
        violating.stream()
                .filter(example -> example.violations().isEmpty())
                .findFirst()
                .ifPresent(example -> {
                    throw new IllegalArgumentException(
                            "got the violating example \"" + example.name() + "\" without violations");
                });
        notApplicable.stream()
                .filter(example -> example.reasons().isEmpty())
                .findFirst()
                .ifPresent(example -> {
                    throw new IllegalArgumentException(
                            "got the example \"" + example.name() + "\" that is not applicable without reasons");
                });
    }

    /** Where the examples of a rule are, below a directory: {@code ecr/image-tags-are-immutable.yaml}. */
    public static Path file(Path directory, Rule rule) {
        return directory.resolve(rule.service()).resolve(rule.id() + ".yaml");
    }

    /** Reads the examples of a rule. */
    public static Examples read(Path directory, Rule rule) throws IOException {
        Path file = file(directory, rule);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("got no examples for " + rule.id() + ", expected them in " + file);
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
            return new Examples(
                    rule.id(),
                    examples(root.get("compliant")),
                    examples(root.get("violating")),
                    examples(root.get("notApplicable")));
        }
    }

    private static List<Example> examples(@Nullable Object list) {
        List<Example> examples = new ArrayList<>();
        for (Object entry : list instanceof List<?> entries ? entries : List.of()) {
            Map<String, Object> fields = map(entry);
            Map<String, List<String>> violations = new TreeMap<>();
            map(fields.get("violations"))
                    .forEach((resource, paths) -> violations.put(
                            resource,
                            (paths instanceof List<?> several ? several : List.of())
                                    .stream().map(String::valueOf).sorted().toList()));
            List<String> reasons = (fields.get("reasons") instanceof List<?> several ? several : List.of())
                    .stream().map(String::valueOf).sorted().toList();
            examples.add(new Example(
                    String.valueOf(fields.get("name")),
                    map(fields.get("resources")),
                    map(fields.get("config")),
                    violations,
                    reasons));
        }
        return examples;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, inner) -> map.put(String.valueOf(key), inner));
        }
        return map;
    }
}
