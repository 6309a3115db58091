package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One action of a stage.
 *
 * @param <V> what a configuration value is: a text, or a text that is known later
 * @param name its name, unique in the stage
 * @param category its kind
 * @param provider AWS's word for what carries it out: CodeCommit, CodeBuild, ECS, Manual
 * @param configuration the provider's settings
 * @param inputs artifacts that it takes
 * @param outputs artifacts that it makes
 * @param namespace where later actions find its variables; without, they cannot
 * @param timeoutMinutes how long it may take; without, the provider's own limit
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html">AWS reference</a>
 */
public record Action<V>(
        StageName name,
        ActionCategory category,
        String provider,
        Map<String, V> configuration,
        List<ArtifactName> inputs,
        List<ArtifactName> outputs,
        Optional<VariableNamespace> namespace,
        Optional<Integer> timeoutMinutes) {
    /** What CodePipeline accepts as the timeout of an approval. */
    public static final Range APPROVAL_TIMEOUT_MINUTES = new Range(5, 86_400);

    public Action {
        configuration = new LinkedHashMap<>(configuration);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        count(name, "input", inputs.size(), category.inputs());
        count(name, "output", outputs.size(), category.outputs());
        if (timeoutMinutes.isPresent() && category != ActionCategory.APPROVAL) {
            throw new IllegalArgumentException(
                    "action %s: got a timeout, expected none: CodePipeline lets only approvals have one"
                            .formatted(name.value()));
        }
        timeoutMinutes.ifPresent(APPROVAL_TIMEOUT_MINUTES::check);
    }

    private static void count(StageName name, String kind, int number, Range allowed) {
        if (number < allowed.least() || number > allowed.greatest()) {
            throw new IllegalArgumentException("action %s: got %d %s artifacts, expected %d to %d"
                    .formatted(name.value(), number, kind, allowed.least(), allowed.greatest()));
        }
    }

    /** An action without artifacts, namespace or timeout, to be completed. */
    public static <V> Draft<V> draft(String name, ActionCategory category, String provider) {
        return new Draft<>(new StageName(name), category, provider);
    }

    /** Collects the parts of an action. */
    public static final class Draft<V> {
        private final StageName name;
        private final ActionCategory category;
        private final String provider;
        private final Map<String, V> configuration = new LinkedHashMap<>();
        private final List<ArtifactName> inputs = new ArrayList<>();
        private final List<ArtifactName> outputs = new ArrayList<>();
        private Optional<VariableNamespace> namespace = Optional.empty();
        private Optional<Integer> timeoutMinutes = Optional.empty();

        private Draft(StageName name, ActionCategory category, String provider) {
            this.name = name;
            this.category = category;
            this.provider = provider;
        }

        /** Adds a setting of the provider. */
        public Draft<V> set(String key, V value) {
            configuration.put(key, value);
            return this;
        }

        /** Adds an artifact that the action takes. */
        public Draft<V> takes(ArtifactName artifact) {
            inputs.add(artifact);
            return this;
        }

        /** Adds an artifact that the action makes. */
        public Draft<V> makes(ArtifactName artifact) {
            outputs.add(artifact);
            return this;
        }

        /** Publishes the action's variables under a namespace. */
        public Draft<V> publishes(VariableNamespace variables) {
            namespace = Optional.of(variables);
            return this;
        }

        /** Limits the action's time. */
        public Draft<V> timesOutAfterMinutes(int minutes) {
            timeoutMinutes = Optional.of(minutes);
            return this;
        }

        /** The action, checked. */
        public Action<V> done() {
            return new Action<>(name, category, provider, configuration, inputs, outputs, namespace, timeoutMinutes);
        }
    }
}
