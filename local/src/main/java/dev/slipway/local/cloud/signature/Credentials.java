package dev.slipway.local.cloud.signature;

import java.util.Optional;

/** The access keys that the local cloud knows. */
@FunctionalInterface
public interface Credentials {
    /** The key with this id, if it is known and active. */
    Optional<Credential> find(String accessKeyId);
}
