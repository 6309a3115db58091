package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.ResourceView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The buildspec of a project, when the project itself holds it. */
final class Buildspec {
    private Buildspec() {}

    /** The plain variables of a buildspec's env; none when it is no YAML, which is not for a policy to say. */
    static Map<String, String> variables(String buildspec) {
        Object read;
        try {
            read = new Yaml(new SafeConstructor(new LoaderOptions())).load(buildspec);
        } catch (YAMLException e) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        if (read instanceof Map<?, ?> top
                && top.get("env") instanceof Map<?, ?> env
                && env.get("variables") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        }
        return variables;
    }

    /** The text; empty when the buildspec is a file in the source or in a bucket. */
    static Optional<String> inline(ResourceView project) {
        return project.get("source.buildspec")
                .text()
                .filter(text -> text.indexOf('\n') >= 0 || text.startsWith("version") || text.startsWith("{"));
    }
}
