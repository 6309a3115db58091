package dev.slipway.local.cloud.ecr;

import static dev.slipway.local.cloud.ecr.RepositoryText.POLICY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;

/** Who else may use a repository. */
final class PolicyOperations {
    static final String MEMBER = POLICY.member();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Repositories repositories;

    PolicyOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    JsonNode set(Call call) {
        var text = call.text(MEMBER);
        if (!isPolicy(text)) {
            throw new AwsException(
                    "InvalidParameterException",
                    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'");
        }
        var place = Place.of(call);
        repositories.store().write(transaction -> {
            var row = repositories.require(transaction, place).put(MEMBER, text);
            repositories.put(transaction, place, row);
            return row;
        });
        return POLICY.answer(call, text);
    }

    private static boolean isPolicy(String text) {
        try {
            var statements = JSON.readTree(text).path("Statement");
            for (var statement : statements.isObject() ? JSON.createArrayNode().add(statements) : statements) {
                if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
                    return false;
                }
            }
            return !statements.isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    JsonNode get(Call call) {
        return POLICY.answer(call, POLICY.require(call, repositories.require(call)));
    }

    JsonNode delete(Call call) {
        var place = Place.of(call);
        var text = repositories.store().write(transaction -> {
            var row = repositories.require(transaction, place);
            var old = POLICY.require(call, row);
            row.remove(MEMBER);
            repositories.put(transaction, place, row);
            return old;
        });
        return POLICY.answer(call, text);
    }
}
