package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Json;
import java.util.List;
import java.util.Map;

/**
 * A refusal in the words of the registry protocol.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes">Error codes</a>
 */
final class RegistryError extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> CODES = Map.of(
            "RepositoryNotFoundException", "NAME_UNKNOWN",
            "ImageTagAlreadyExistsException", "TAG_INVALID",
            "LayersNotFoundException", "MANIFEST_BLOB_UNKNOWN",
            "ReferencedImagesNotFoundException", "MANIFEST_BLOB_UNKNOWN",
            "ImageDigestDoesNotMatchException", "DIGEST_INVALID",
            "InvalidLayerException", "DIGEST_INVALID",
            "EmptyUploadException", "BLOB_UPLOAD_INVALID",
            "InvalidParameterException", "MANIFEST_INVALID");

    private final int status;
    private final String code;

    RegistryError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError of(AwsException refused) {
        var code = CODES.get(refused.code());
        if (code == null) {
            throw refused;
        }
        return new RegistryError(code.equals("NAME_UNKNOWN") ? 404 : 400, code, String.valueOf(refused.getMessage()));
    }

    int status() {
        return status;
    }

    String json() {
        var error = Json.object().put("code", code).put("message", getMessage());
        return Json.object("errors", Json.array(List.of(error))).toString();
    }
}
