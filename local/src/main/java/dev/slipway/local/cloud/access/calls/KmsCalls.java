package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What calls to KMS need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html">Actions, resources and condition keys</a>
 */
final class KmsCalls {
    private KmsCalls() {}

    static CallTable table(Facts facts) {
        var none = Set.of(
                "ConnectCustomKeyStore",
                "CreateCustomKeyStore",
                "CreateKey",
                "DeleteCustomKeyStore",
                "DescribeCustomKeyStores",
                "DisconnectCustomKeyStore",
                "GenerateRandom",
                "ListAliases",
                "ListKeys",
                "ListRetirableGrants",
                "UpdateCustomKeyStore");
        var table = new CallTable(new Variables())
                .action("ReEncrypt", "ReEncryptFrom", "ReEncryptTo")
                .taggedOnCreation("CreateKey")
                .keys(KmsCalls::grant)
                .keys((call, context) -> {
                    var encryption = new LinkedHashMap<String, String>();
                    call.input()
                            .path("EncryptionContext")
                            .properties()
                            .forEach(entry -> encryption.put(
                                    entry.getKey(), entry.getValue().asText()));
                    context.putAll(KeyUse.keys(encryption));
                    context.put(
                            "kms:RequestAlias",
                            Stream.of(call.text("KeyId"))
                                    .filter(id -> id.startsWith("alias/"))
                                    .toList());
                });
        for (var action : ActionCatalog.get().expand("kms:*")) {
            if (!none.contains(action.name())) {
                table.resource(action.name(), (call, name) -> keys(call, name, facts));
            }
        }
        return table;
    }

    private static void grant(ApiCall call, Map<String, List<String>> context) {
        if (!call.operation().equals("CreateGrant")) {
            return;
        }
        context.put("kms:GranteePrincipal", CallTable.values(call.input(), "GranteePrincipal"));
        context.put("kms:RetiringPrincipal", CallTable.values(call.input(), "RetiringPrincipal"));
        context.put("kms:GrantOperations", CallTable.values(call.input(), "Operations"));
        var constraints = new ArrayList<String>();
        call.input().path("Constraints").fieldNames().forEachRemaining(constraints::add);
        context.put("kms:GrantConstraintType", constraints);
        // Only services on behalf of a resource of theirs make such grants, and none does here.
        context.put("kms:GrantIsForAWSResource", List.of("false"));
    }

    private static List<String> keys(ApiCall call, String action, Facts facts) {
        var id =
                switch (action) {
                    case "CreateAlias", "UpdateAlias" -> call.text("TargetKeyId");
                    case "DeleteAlias" -> call.text("AliasName");
                    case "ReEncryptTo" -> call.text("DestinationKeyId");
                    case "ReEncryptFrom" -> call.text("SourceKeyId");
                    default -> call.text("KeyId");
                };
        var known = id.isEmpty() ? ofCiphertext(call.text("CiphertextBlob")) : id;
        var key = facts.key(call.region(), known)
                .orElse(
                        known.startsWith("arn:")
                                ? known
                                : call.arn("kms", known.startsWith("alias/") ? known : "key/" + known));
        var alias = call.text("AliasName");
        return alias.isEmpty()
                ? List.of(key)
                : List.of(call.arn("kms", alias), key).stream().distinct().toList();
    }

    /** ministack puts the id of the key first. */
    private static String ofCiphertext(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length > 36 ? new String(bytes, 0, 36, StandardCharsets.ISO_8859_1) : "unknown";
        } catch (IllegalArgumentException notBase64) {
            return "unknown";
        }
    }
}
