package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The use of a customer's key by a service on behalf of its caller.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">KMS condition keys</a>
 */
final class KeyUse {
    private KeyUse() {}

    /**
     * A use.
     *
     * @param action such as kms:Decrypt
     * @param service who uses it, such as s3
     * @param encryptionContext what the service binds the data to
     */
    static AccessRequest by(
            String service, String region, String action, String key, Map<String, String> encryptionContext) {
        var context = new LinkedHashMap<>(keys(encryptionContext));
        context.put("kms:ViaService", List.of("%s.%s.amazonaws.com".formatted(service, region)));
        context.put("aws:ViaAWSService", List.of("true"));
        return new AccessRequest(region, action, List.of(key), context);
    }

    /** The condition keys that every use of a key has. */
    static Map<String, List<String>> keys(Map<String, String> encryptionContext) {
        var context = new LinkedHashMap<String, List<String>>();
        context.put("kms:CallerAccount", List.of(Call.ACCOUNT));
        encryptionContext.forEach((name, value) -> context.put("kms:EncryptionContext:" + name, List.of(value)));
        if (!encryptionContext.isEmpty()) {
            context.put("kms:EncryptionContextKeys", List.copyOf(encryptionContext.keySet()));
        }
        return context;
    }
}
