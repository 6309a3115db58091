package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import java.util.ArrayList;
import java.util.List;

/** The stages and actions of a pipeline. */
final class Stages {
    private Stages() {}

    /** All actions of a pipeline, stage by stage. */
    static List<Property> actions(ResourceView pipeline) {
        List<Property> actions = new ArrayList<>();
        pipeline.get("stages")
                .items()
                .forEach(stage -> actions.addAll(stage.get("actions").items()));
        return actions;
    }

    /** Whether an action is of this category, such as Deploy. */
    static boolean is(Property action, String category) {
        return action.get("category").text("").equals(category);
    }

    /** Whether the stage has an action of this category. */
    static boolean has(Property stage, String category) {
        return stage.get("actions").items().stream().anyMatch(action -> is(action, category));
    }
}
