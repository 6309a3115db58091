package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What calls to Secrets Manager need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html">Actions, resources and condition keys</a>
 */
final class SecretsCalls {
    private SecretsCalls() {}

    static CallTable table(Facts facts) {
        var uses = Map.of(
                "GetSecretValue", List.of("kms:Decrypt"),
                "PutSecretValue", List.of("kms:GenerateDataKey", "kms:Decrypt"));
        var table = new CallTable(new Variables().cut("SecretId", name -> name, "Name"))
                .taggedOnCreation("CreateSecret")
                .keys((call, context) -> {
                    facts.secret(call.region(), call.text("SecretId"))
                            .ifPresent(arn -> context.put("secretsmanager:SecretId", List.of(arn)));
                    context.put("secretsmanager:Name", CallTable.values(call.input(), "Name"));
                    context.put("secretsmanager:VersionStage", CallTable.values(call.input(), "VersionStage"));
                    context.put("secretsmanager:VersionId", CallTable.values(call.input(), "VersionId"));
                })
                .also(call -> facts.secretKey(call.region(), call.text("SecretId"))
                        .map(key -> uses.getOrDefault(call.operation(), List.of()).stream()
                                .map(action -> KeyUse.by(
                                        "secretsmanager",
                                        call.region(),
                                        action,
                                        key,
                                        Map.of(
                                                "SecretARN",
                                                facts.secret(call.region(), call.text("SecretId"))
                                                        .orElse(""))))
                                .toList())
                        .orElse(List.of()));
        var none = Set.of("BatchGetSecretValue", "CreateSecret", "GetRandomPassword", "ListSecrets");
        ActionCatalog.get().expand("secretsmanager:*").stream()
                .filter(action -> !none.contains(action.name()))
                .forEach(action -> table.resource(action.name(), (call, name) -> List.of(secret(call, facts))));
        return table;
    }

    /** A secret that does not exist is judged by its name, so that only who may use it learns that it is missing. */
    private static String secret(ApiCall call, Facts facts) {
        var id = call.text("SecretId");
        return facts.secret(call.region(), id)
                .orElse(id.startsWith("arn:") ? id : call.arn("secretsmanager", "secret:" + id));
    }
}
