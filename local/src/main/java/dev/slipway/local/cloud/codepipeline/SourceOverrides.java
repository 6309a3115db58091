package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.HashMap;
import java.util.Map;

/** Revisions that a start asks source actions for. */
final class SourceOverrides {
    private static final Map<String, String> TYPES = Map.of(
            "CodeCommit", "COMMIT_ID",
            "ECR", "IMAGE_DIGEST",
            "S3", "S3_OBJECT_VERSION_ID");

    private SourceOverrides() {}

    static Map<String, String> of(Pipeline pipeline, JsonNode revisions) {
        var values = new HashMap<String, String>();
        for (var revision : revisions) {
            var name = revision.path("actionName").asText();
            var type = revision.path("revisionType").asText();
            var action = pipeline.stages()
                    .get(0)
                    .action(name)
                    .orElseThrow(() -> new AwsException(
                            "ValidationException", "The pipeline has no source action '%s'".formatted(name)));
            var expected = TYPES.get(action.type().provider());
            if (!type.equals(expected)) {
                throw new AwsException(
                        "ValidationException",
                        "Source action '%s' of provider %s got the revision type %s, the local cloud expects %s"
                                .formatted(name, action.type().provider(), type, expected));
            }
            if (values.put(name, revision.path("revisionValue").asText()) != null) {
                throw new AwsException(
                        "ValidationException", "Source action '%s' is given two revisions".formatted(name));
            }
        }
        return values;
    }
}
