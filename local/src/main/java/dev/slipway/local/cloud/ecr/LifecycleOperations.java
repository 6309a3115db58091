package dev.slipway.local.cloud.ecr;

import static dev.slipway.local.cloud.ecr.RepositoryText.LIFECYCLE;
import static dev.slipway.local.cloud.ecr.RepositoryText.PREVIEW;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.ecr.lifecycle.Expiry;
import dev.slipway.local.cloud.ecr.lifecycle.InvalidLifecyclePolicy;
import dev.slipway.local.cloud.ecr.lifecycle.LifecyclePolicy;
import java.time.Instant;
import java.util.function.Consumer;

/** Lifecycle policies, and what they would expire. */
final class LifecycleOperations {
    static final String MEMBER = LIFECYCLE.member();
    static final String EVALUATED = "lifecycleEvaluatedAt";
    private static final int PAGE = 100;

    private final Repositories repositories;
    private final Lifecycles lifecycles;

    LifecycleOperations(Repositories repositories, Lifecycles lifecycles) {
        this.repositories = repositories;
        this.lifecycles = lifecycles;
    }

    static LifecyclePolicy parse(String text) {
        try {
            return LifecyclePolicy.parse(text);
        } catch (InvalidLifecyclePolicy e) {
            throw new AwsException(
                    "InvalidParameterException",
                    "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: %s'"
                            .formatted(e.getMessage()));
        }
    }

    JsonNode put(Call call) {
        var text = call.text(MEMBER);
        parse(text);
        change(call, row -> row.put(MEMBER, text));
        lifecycles.soon(Place.of(call));
        return LIFECYCLE.answer(call, text);
    }

    JsonNode get(Call call) {
        var row = repositories.require(call);
        var answer = LIFECYCLE.answer(call, LIFECYCLE.require(call, row));
        // ECR, too, tells the beginning of time as long as it has not looked.
        var evaluated = row.has(EVALUATED) ? Instant.parse(row.get(EVALUATED).asText()) : Instant.EPOCH;
        return answer.set("lastEvaluatedAt", Json.seconds(evaluated));
    }

    JsonNode delete(Call call) {
        var text = LIFECYCLE.require(call, repositories.require(call));
        change(call, row -> {
            row.remove(MEMBER);
            row.remove(EVALUATED);
        });
        return LIFECYCLE.answer(call, text);
    }

    JsonNode startPreview(Call call) {
        var text = call.has(MEMBER) ? call.text(MEMBER) : LIFECYCLE.require(call, repositories.require(call));
        parse(text);
        change(call, row -> row.put(PREVIEW.member(), text));
        return LIFECYCLE.answer(call, text).put("status", "IN_PROGRESS");
    }

    JsonNode getPreview(Call call) {
        var place = Place.of(call);
        var text = PREVIEW.require(call, repositories.require(call));
        var expired = lifecycles.expired(place, parse(text));
        var results = Page.of(
                expired.stream().map(LifecycleOperations::result).toList(),
                call.text("nextToken"),
                call.input().path("maxResults").asInt(PAGE),
                "previewResults",
                "nextToken",
                "InvalidParameterException");
        var answer = LIFECYCLE.answer(call, text).put("status", "COMPLETE").setAll(results);
        ((ObjectNode) answer).putObject("summary").put("expiringImageTotalCount", expired.size());
        return answer;
    }

    private static ObjectNode result(Expiry expiry) {
        var image = expiry.image();
        var result = Json.object().put("imageDigest", image.digest()).put("appliedRulePriority", expiry.rulePriority());
        result.set("imageTags", Json.texts(image.tags().stream().sorted().toList()));
        result.set("imagePushedAt", Json.seconds(image.pushedAt()));
        result.putObject("action").put("type", "EXPIRE");
        return result;
    }

    private void change(Call call, Consumer<ObjectNode> change) {
        var place = Place.of(call);
        repositories.store().write(transaction -> {
            var row = repositories.require(transaction, place);
            change.accept(row);
            repositories.put(transaction, place, row);
            return row;
        });
    }
}
