package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in Secrets Manager a value is: {@code secret-id:json-key:version-stage:version-id}.
 *
 * @param secretId name or ARN
 * @param jsonKey key in the secret's JSON object, or null for the whole secret
 * @param versionStage staging label, or null; AWSCURRENT when no version is named
 * @param versionId version, or null
 */
public record SecretReference(
        String secretId, @Nullable String jsonKey, @Nullable String versionStage, @Nullable String versionId) {
    private static final int ARN_PARTS = 7;

    public SecretReference {
        if (secretId.isEmpty()) {
            throw new IllegalArgumentException(
                    "got no secret id, expected secret-id:json-key:version-stage:version-id");
        }
        if (versionStage != null && versionId != null) {
            throw new IllegalArgumentException("got both version stage '" + versionStage + "' and version id '"
                    + versionId + "', expected one of them");
        }
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException if it has no secret, too many parts, or both a stage and an id
     */
    public static SecretReference parse(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split(":", -1)));
        String secretId;
        if (text.startsWith("arn:")) {
            if (parts.size() < ARN_PARTS) {
                throw new IllegalArgumentException("got '" + text + "', expected the ARN of a secret");
            }
            secretId = String.join(":", parts.subList(0, ARN_PARTS));
            parts = parts.subList(ARN_PARTS, parts.size());
        } else {
            secretId = parts.get(0);
            parts = parts.subList(1, parts.size());
        }
        if (parts.size() > 3) {
            throw new IllegalArgumentException(
                    "got '" + text + "', expected secret-id:json-key:version-stage:version-id");
        }
        return new SecretReference(secretId, part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static @Nullable String part(List<String> parts, int index) {
        return index >= parts.size() || parts.get(index).isEmpty() ? null : parts.get(index);
    }
}
