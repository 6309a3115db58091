package dev.slipway.local.cloud.access.policies;

import dev.slipway.local.cloud.signature.Credential;
import java.util.Optional;

/** Where policies are kept. */
public interface PolicySource {
    /** Who has a key, with the policies that apply to it now. */
    Identity identity(Credential credential);

    /** The policy of a resource itself, such as a bucket policy; empty when it has none. */
    Optional<NamedPolicy> resource(String region, String arn);

    /** The trust policy of a role; empty when there is no such role. */
    Optional<NamedPolicy> trust(String roleArn);
}
