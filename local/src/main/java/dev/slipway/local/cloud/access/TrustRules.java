package dev.slipway.local.cloud.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.signature.SignatureFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a policy needs to be the trust policy of a role.
 *
 * @param there whether IAM has the role or user of an ARN of this account
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
record TrustRules(Predicate<String> there) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What each kind of principal may be: AWS does not take patterns, other than for everybody. */
    private static final Map<String, Pattern> PRINCIPALS = Map.of(
            "AWS",
            Pattern.compile(
                    "\\*|\\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:iam::\\d{12}:(?:root|(?:user|role)/[\\w+=,.@/-]+)"
                            + "|arn:aws[a-z-]*:sts::\\d{12}:(?:assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+|federated-user/[\\w+=,.@-]+)"),
            "SERVICE",
            Pattern.compile("(?:[a-z0-9-]+\\.)+(?:amazonaws\\.com(?:\\.cn)?|amazon\\.com|aws\\.internal)"),
            "FEDERATED",
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(?:saml|oidc)-provider/\\S+|cognito-identity\\.amazonaws\\.com"
                    + "|accounts\\.google\\.com|www\\.amazon\\.com|graph\\.facebook\\.com"));

    private static final Pattern OWN = Pattern.compile("arn:aws:iam::%s:(?:user|role)/.*".formatted(Call.ACCOUNT));

    /**
     * Checks a policy.
     *
     * @throws SignatureFailure when it cannot say who may take on a role
     */
    void require(String text) throws SignatureFailure {
        JsonNode document;
        try {
            document = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
        var statements = document.path("Statement");
        for (var statement : statements.isArray() ? statements : List.of(statements)) {
            statement(statement);
        }
    }

    private void statement(JsonNode statement) throws SignatureFailure {
        if (statement.has("Resource") || statement.has("NotResource")) {
            throw malformed("Has prohibited field Resource");
        }
        if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
            throw malformed("Missing required field Principal");
        }
        if (!statement.has("Action") && !statement.has("NotAction")) {
            throw malformed("Missing required field Action");
        }
        for (var field : List.of("Action", "NotAction")) {
            if (statement.path(field).isArray() && statement.path(field).isEmpty()) {
                throw malformed("Policy statement must contain actions.");
            }
        }
        for (var field : List.of("Principal", "NotPrincipal")) {
            if (statement.has(field)) {
                principals(statement.get(field));
            }
        }
    }

    private void principals(JsonNode principals) throws SignatureFailure {
        if (!principals.isObject()) {
            if (!principals.asText().equals("*")) {
                throw invalid("AWS", principals.asText());
            }
            return;
        }
        var none = true;
        for (var kind : principals.properties()) {
            for (var one : kind.getValue().isArray() ? kind.getValue() : List.of(kind.getValue())) {
                none = false;
                principal(kind.getKey(), one.asText());
            }
        }
        if (none) {
            throw malformed(
                    "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!");
        }
    }

    private void principal(String kind, String value) throws SignatureFailure {
        var name = kind.toUpperCase(Locale.ROOT);
        var form = PRINCIPALS.get(name);
        if (form == null
                || !form.matcher(value).matches()
                || (name.equals("AWS") && OWN.matcher(value).matches() && !there.test(value))) {
            throw invalid(name, value);
        }
    }

    private static SignatureFailure invalid(String kind, String value) {
        return malformed("Invalid principal in policy: \"%s\":\"%s\"".formatted(kind, value));
    }

    private static SignatureFailure malformed(String message) {
        return new SignatureFailure("MalformedPolicyDocument", message);
    }
}
