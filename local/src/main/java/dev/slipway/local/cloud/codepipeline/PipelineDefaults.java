package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What CodePipeline fills in where a declaration says nothing. */
final class PipelineDefaults {
    private PipelineDefaults() {}

    static void complete(ObjectNode pipeline) {
        if (!pipeline.has("pipelineType")) {
            pipeline.put("pipelineType", "V1");
        }
        if (!pipeline.has("executionMode")) {
            pipeline.put("executionMode", "SUPERSEDED");
        }
        for (var stage : pipeline.path("stages")) {
            for (var action : stage.path("actions")) {
                completeAction((ObjectNode) action);
            }
        }
    }

    private static void completeAction(ObjectNode action) {
        if (!action.has("runOrder")) {
            action.put("runOrder", 1);
        }
        if (!action.has("configuration")) {
            action.putObject("configuration");
        }
        for (var list : new String[] {"inputArtifacts", "outputArtifacts"}) {
            if (!action.has(list)) {
                action.putArray(list);
            }
        }
    }
}
