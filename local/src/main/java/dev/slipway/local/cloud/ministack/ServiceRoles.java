package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Tells whether a service may take on a role.
 *
 * <p>The role's trust policy is read from IAM and judged by what a service brings along: its name, and the account and
 * the ARN that it works for.
 */
public final class ServiceRoles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MinistackClients clients;

    /** Roles of ministack's IAM. */
    public ServiceRoles(MinistackClients clients) {
        this.clients = clients;
    }

    /**
     * Whether a role exists and trusts a service.
     *
     * @param role ARN or name of the role
     * @param service the service, such as codebuild.amazonaws.com
     * @param sourceArn what the service works for
     */
    public boolean trusts(String role, String service, String sourceArn) {
        var name = role.substring(role.lastIndexOf('/') + 1);
        String document;
        try {
            var found = clients.iam().getRole(request -> request.roleName(name)).role();
            if (role.startsWith("arn:") && !found.arn().equals(role)) {
                return false;
            }
            document = URLDecoder.decode(found.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
        } catch (NoSuchEntityException missing) {
            return false;
        }
        var context = Map.of("aws:sourceaccount", Call.ACCOUNT, "aws:sourcearn", sourceArn);
        return allows(document, service, context);
    }

    private static boolean allows(String document, String service, Map<String, String> context) {
        JsonNode statements;
        try {
            statements = JSON.readTree(document).path("Statement");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("IAM keeps a trust policy that is not JSON: " + document, e);
        }
        var matching = list(statements)
                .filter(statement -> values(statement.path("Action"))
                        .anyMatch(action -> like(action.toLowerCase(Locale.ROOT), "sts:assumerole")))
                .filter(statement -> principal(statement.path("Principal"), service))
                .filter(statement -> conditions(statement.path("Condition"), context))
                .map(statement -> statement.path("Effect").asText())
                .collect(Collectors.toSet());
        return matching.contains("Allow") && !matching.contains("Deny");
    }

    private static boolean principal(JsonNode principal, String service) {
        return principal.asText().equals("*")
                || values(principal.path("Service")).anyMatch(service::equals);
    }

    private static boolean conditions(JsonNode conditions, Map<String, String> context) {
        return conditions.properties().stream().allMatch(operator -> operator.getValue().properties().stream()
                .allMatch(key -> condition(operator.getKey(), key.getKey(), key.getValue(), context)));
    }

    private static boolean condition(String operator, String key, JsonNode wanted, Map<String, String> context) {
        var actual = context.get(key.toLowerCase(Locale.ROOT));
        if (actual == null) {
            return operator.endsWith("IfExists");
        }
        return switch (operator.replace("IfExists", "")) {
            case "StringEquals" -> values(wanted).anyMatch(actual::equals);
            case "StringLike", "ArnLike", "ArnEquals" -> values(wanted).anyMatch(pattern -> like(pattern, actual));
            default -> false;
        };
    }

    private static boolean like(String pattern, String text) {
        var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, text);
    }

    private static Stream<JsonNode> list(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static Stream<String> values(JsonNode node) {
        return node.isMissingNode() ? Stream.empty() : list(node).map(JsonNode::asText);
    }
}
