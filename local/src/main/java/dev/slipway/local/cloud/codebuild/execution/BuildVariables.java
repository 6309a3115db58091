package dev.slipway.local.cloud.codebuild.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.codebuild.execution.buildspec.EnvironmentSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.SecretReference;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SecretLookup;
import dev.slipway.local.cloud.codebuild.execution.shell.SecretMask;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that the user gave: StartBuild's win over the project's, and those over the buildspec's. Values are taken as they are,
 * nothing in them is expanded.
 */
final class BuildVariables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretLookup lookup;
    private final SecretMask mask;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> secret = new LinkedHashSet<>();
    private final Set<String> tooShort = new LinkedHashSet<>();

    BuildVariables(SecretLookup lookup, SecretMask mask) {
        this.lookup = lookup;
        this.mask = mask;
    }

    /**
     * Reads all values; those of secrets are hidden in the log from now on. A reference that another variable wins over is not read.
     *
     * @throws PhaseFailure if one cannot be read
     */
    void resolve(EnvironmentSection buildspec, BuildRequest request) throws PhaseFailure {
        Map<String, EnvironmentVariable> winners = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : buildspec.variables().entrySet()) {
            put(winners, one.getKey(), EnvironmentVariable.Type.PLAINTEXT, one.getValue());
        }
        for (Map.Entry<String, String> one : buildspec.parameterStore().entrySet()) {
            put(winners, one.getKey(), EnvironmentVariable.Type.PARAMETER_STORE, one.getValue());
        }
        Map<String, SecretReference> references = new LinkedHashMap<>(buildspec.secretsManager());
        for (String name : references.keySet()) {
            put(winners, name, EnvironmentVariable.Type.SECRETS_MANAGER, "");
        }
        for (EnvironmentVariable one : request.projectVariables()) {
            winners.put(one.name(), one);
            references.remove(one.name());
        }
        for (EnvironmentVariable one : request.overrideVariables()) {
            winners.put(one.name(), one);
            references.remove(one.name());
        }
        for (EnvironmentVariable one : winners.values()) {
            String value = value(one, references);
            Optional<String> problem = EnvironmentVariable.problem(one.name(), value);
            if (problem.isPresent()) {
                throw new PhaseFailure("CLIENT_ERROR", problem.get());
            }
            values.put(one.name(), value);
        }
    }

    private static void put(
            Map<String, EnvironmentVariable> all, String name, EnvironmentVariable.Type type, String value)
            throws PhaseFailure {
        try {
            all.put(name, new EnvironmentVariable(name, type, value));
        } catch (IllegalArgumentException e) {
            throw new PhaseFailure("CLIENT_ERROR", String.valueOf(e.getMessage()), e);
        }
    }

    private String value(EnvironmentVariable variable, Map<String, SecretReference> references) throws PhaseFailure {
        return switch (variable.type()) {
            case PLAINTEXT -> variable.value();
            case PARAMETER_STORE -> hidden(variable.name(), parameter(variable.value()));
            case SECRETS_MANAGER -> {
                SecretReference reference = references.get(variable.name());
                yield hidden(variable.name(), secret(reference == null ? parse(variable) : reference));
            }
        };
    }

    private static SecretReference parse(EnvironmentVariable variable) throws PhaseFailure {
        try {
            return SecretReference.parse(variable.value());
        } catch (IllegalArgumentException e) {
            throw new PhaseFailure("Secrets Manager Error Message", variable.name() + ": " + e.getMessage(), e);
        }
    }

    private String hidden(String name, String value) {
        secret.add(name);
        if (!mask.add(value)) {
            tooShort.add(name);
        }
        return value;
    }

    private String parameter(String name) throws PhaseFailure {
        try {
            return lookup.parameter(name);
        } catch (CloudCallException e) {
            throw new PhaseFailure("Decrypted Variables Error", e.text(), e);
        }
    }

    private String secret(SecretReference reference) throws PhaseFailure {
        String text;
        try {
            text = lookup.secret(reference.secretId(), reference.versionStage(), reference.versionId());
        } catch (CloudCallException e) {
            throw new PhaseFailure("Secrets Manager Error Message", e.text(), e);
        }
        String key = reference.jsonKey();
        if (key == null) {
            return text;
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PhaseFailure(
                    "Secrets Manager Error Message",
                    "secret " + reference.secretId() + " is not a JSON object, so it has no key '" + key + "'");
        }
        JsonNode value = json.get(key);
        if (value == null) {
            throw new PhaseFailure(
                    "Secrets Manager Error Message", "secret " + reference.secretId() + " has no key '" + key + "'");
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    Map<String, String> values() {
        return values;
    }

    /** The secret variables of which something is too short to be hidden. */
    Set<String> tooShort() {
        return tooShort;
    }

    /** Whether a variable may be exported: secrets and the variables of AWS may not. */
    boolean exportable(String name) {
        return !secret.contains(name) && !name.startsWith("AWS_");
    }
}
