package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that keeps all rules, and what is changed in it.
 *
 * @param node the declaration
 * @param edits what was changed, for the names of tests
 */
record Declaration(ObjectNode node, List<String> edits) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();
    private static final String PIPELINE =
            """
            {name: 'app', roleArn: 'arn:aws:iam::000000000000:role/pipeline', artifactStore: {type: 'S3', location: 'b'},
             stages: [
              {name: 'Source', actions: [{name: 'Source',
               actionTypeId: {category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1'},
               configuration: {RepositoryName: 'app', BranchName: 'main'}, outputArtifacts: [{name: 'source'}]}]},
              {name: 'Build', actions: [{name: 'Build',
               actionTypeId: {category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1'},
               configuration: {ProjectName: 'app'}, inputArtifacts: [{name: 'source'}], outputArtifacts: [{name: 'built'}]}]},
              {name: 'Deploy', actions: [{name: 'Deploy',
               actionTypeId: {category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1'},
               configuration: {ClusterName: 'c', ServiceName: 's'}, inputArtifacts: [{name: 'built'}]}]}]}""";

    static Declaration pipeline() {
        return new Declaration((ObjectNode) read(PIPELINE), List.of());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    /** A copy with a value put where the pointer shows; "-" stands for the end of an array. */
    Declaration set(String pointer, String json) {
        var copy = node.deepCopy();
        var at = JsonPointer.compile(pointer);
        var parent = copy.at(at.head());
        var last = at.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, read(json));
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(read(json));
        } else {
            throw new IllegalArgumentException("nothing can be put at " + pointer);
        }
        return edited(copy, pointer + " = " + (json.length() > 80 ? json.substring(0, 80) + "..." : json));
    }

    /** A copy without what the pointer shows. */
    Declaration remove(String pointer) {
        var copy = node.deepCopy();
        var at = JsonPointer.compile(pointer);
        var parent = copy.at(at.head());
        var removed = parent instanceof ObjectNode object
                ? object.remove(at.last().getMatchingProperty())
                : ((ArrayNode) parent).remove(at.last().getMatchingIndex());
        if (removed == null) {
            throw new IllegalArgumentException("nothing is at " + pointer);
        }
        return edited(copy, pointer + " removed");
    }

    private Declaration edited(ObjectNode copy, String edit) {
        var all = new ArrayList<>(edits);
        all.add(edit);
        return new Declaration(copy, List.copyOf(all));
    }

    /** The pipeline with its defaults. */
    Pipeline complete() {
        var completed = node.deepCopy();
        PipelineDefaults.complete(completed);
        return Pipeline.of(completed);
    }

    @Override
    public String toString() {
        return edits.toString();
    }
}
