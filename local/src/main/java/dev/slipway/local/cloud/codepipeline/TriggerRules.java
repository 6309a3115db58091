package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.HashSet;

/** Triggers are for source actions on a connection. */
final class TriggerRules {
    private static final String CONNECTION = "CodeStarSourceConnection";

    private TriggerRules() {}

    static void check(Pipeline pipeline) {
        var seen = new HashSet<String>();
        for (var trigger : pipeline.node().path("triggers")) {
            var git = trigger.path("gitConfiguration");
            var source = git.path("sourceActionName").asText();
            var action = pipeline.stages().get(0).actions().stream()
                    .filter(candidate -> candidate.name().equals(source))
                    .findFirst()
                    .orElseThrow(() -> error("names the source action '%s', which does not exist", source));
            if (!action.type().provider().equals(CONNECTION)) {
                throw error(
                        "is for the source action '%s' of provider %s, expected %s",
                        source, action.type().provider(), CONNECTION);
            }
            if (!seen.add(source)) {
                throw error("is the second one for the source action '%s'", source);
            }
            for (var push : git.path("push")) {
                if (push.has("tags") && (push.has("branches") || push.has("filePaths"))) {
                    throw error(
                            "of '%s' filters a push by tags and by branches or paths, expected one of both", source);
                }
            }
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static AwsException error(String problem, Object... arguments) {
        return new AwsException("InvalidStructureException", "A trigger " + problem.formatted(arguments));
    }
}
