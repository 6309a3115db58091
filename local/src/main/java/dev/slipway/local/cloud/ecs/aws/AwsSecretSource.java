package dev.slipway.local.cloud.ecs.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.ecs.control.SecretSource;
import dev.slipway.local.cloud.ecs.control.TaskResourceFailure;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Secrets Manager and Parameter Store, in the name of the execution role. */
public final class AwsSecretSource implements SecretSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME, and then key, stage and version. */
    private static final int PARTS_OF_ARN = 7;

    private final AwsClients clients;

    /** Makes it. */
    public AwsSecretSource(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String value(TaskSession session, String valueFrom) throws TaskResourceFailure {
        try {
            return valueFrom.startsWith("arn:") && valueFrom.split(":", -1)[2].equals("secretsmanager")
                    ? secret(session, valueFrom)
                    : parameter(session, valueFrom);
        } catch (SdkException e) {
            throw new TaskResourceFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String secret(TaskSession session, String valueFrom) throws TaskResourceFailure {
        var parts = List.of(valueFrom.split(":", -1));
        var arn = String.join(":", parts.subList(0, Math.min(PARTS_OF_ARN, parts.size())));
        var key = part(parts, PARTS_OF_ARN);
        var stage = part(parts, PARTS_OF_ARN + 1);
        var version = part(parts, PARTS_OF_ARN + 2);
        var value = clients.client(SecretsManagerClient.builder(), session.region(), session)
                .getSecretValue(
                        request -> request.secretId(arn).versionStage(stage).versionId(version))
                .secretString();
        if (value == null) {
            throw new TaskResourceFailure("secret %s is binary, expected text: store a string".formatted(arn));
        }
        return key == null ? value : member(arn, key, value);
    }

    private static @Nullable String part(List<String> parts, int index) {
        return index < parts.size() && !parts.get(index).isEmpty() ? parts.get(index) : null;
    }

    private static String member(String arn, String key, String value) throws TaskResourceFailure {
        try {
            var node = JSON.readTree(value).path(key);
            if (node.isMissingNode()) {
                throw new TaskResourceFailure("retrieved secret from Secrets Manager did not contain json key " + key);
            }
            return node.isTextual() ? node.asText() : node.toString();
        } catch (JsonProcessingException e) {
            throw new TaskResourceFailure(
                    "secret %s is no JSON, expected an object with key %s".formatted(arn, key), e);
        }
    }

    private String parameter(TaskSession session, String valueFrom) throws TaskResourceFailure {
        var name = valueFrom.startsWith("arn:")
                ? valueFrom.substring(valueFrom.indexOf(":parameter") + ":parameter".length())
                : valueFrom;
        // ECS reads parameters with GetParameters, and that is what the role has to allow.
        return clients
                .client(SsmClient.builder(), session.region(), session)
                .getParameters(request -> request.names(name).withDecryption(true))
                .parameters()
                .stream()
                .findFirst()
                .orElseThrow(() -> new TaskResourceFailure("invalid ssm parameters: " + name))
                .value();
    }
}
