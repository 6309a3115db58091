package dev.slipway.blueprint;

import java.util.List;

/**
 * A stage: actions that run side by side.
 *
 * @param <V> what a configuration value is
 * @param name its name, unique in the pipeline
 * @param actions its actions, at least one
 * @param onFailure what it does by itself when it fails
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_StageDeclaration.html">AWS reference</a>
 */
public record Stage<V>(StageName name, List<Action<V>> actions, OnFailure onFailure) {
    /** What CodePipeline accepts as the number of actions. */
    public static final Range ACTIONS = new Range(1, 50);

    public Stage {
        actions = List.copyOf(actions);
        if (actions.size() < ACTIONS.least() || actions.size() > ACTIONS.greatest()) {
            throw new IllegalArgumentException("stage %s: got %d actions, expected %d to %d"
                    .formatted(name.value(), actions.size(), ACTIONS.least(), ACTIONS.greatest()));
        }
        Unique.require(
                "stage " + name.value(),
                "action",
                actions.stream().map(a -> a.name().value()).toList());
    }

    /** A stage of one action. */
    public static <V> Stage<V> of(String name, Action<V> action, OnFailure onFailure) {
        return new Stage<>(new StageName(name), List.of(action), onFailure);
    }

    boolean isSource() {
        return actions.stream().allMatch(action -> action.category() == ActionCategory.SOURCE);
    }

    boolean hasSource() {
        return actions.stream().anyMatch(action -> action.category() == ActionCategory.SOURCE);
    }
}
