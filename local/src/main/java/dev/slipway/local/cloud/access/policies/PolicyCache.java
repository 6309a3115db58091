package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.Arn;
import dev.slipway.local.cloud.signature.Credential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Policies that were read, until a write through the gateway may have changed one. No decision is ever made on an old one. */
public final class PolicyCache implements PolicySource {
    private static final Set<String> KEEPERS = Set.of("kms", "s3", "secretsmanager", "sns", "sqs");

    private final MinistackPolicies source;
    private final FreshCache<String, Identity> identities = new FreshCache<>();
    private final FreshCache<String, Optional<NamedPolicy>> trusts = new FreshCache<>();
    private final FreshCache<List<String>, Optional<NamedPolicy>> resources = new FreshCache<>();
    private final FreshCache<List<String>, Optional<String>> facts = new FreshCache<>();
    private final FreshCache<String, Map<String, String>> tags = new FreshCache<>();

    /** Keeps what the source answers. */
    public PolicyCache(MinistackPolicies source) {
        this.source = source;
    }

    @Override
    public Identity identity(Credential credential) {
        return source.narrowed(
                identities.get(credential.principalArn(), principal -> source.identity(principal)), credential);
    }

    @Override
    public Optional<NamedPolicy> resource(String region, String arn) {
        if (arn.startsWith("arn:aws:ecr:")) {
            // The registry is in this process: reading is as quick as remembering, and never old.
            return source.resource(region, arn);
        }
        return resources.get(List.of(region, arn), key -> source.resource(region, arn));
    }

    @Override
    public Optional<NamedPolicy> trust(String roleArn) {
        return trusts.get(roleArn, source::trust);
    }

    /** Something else about a resource that decides what a call needs, such as a bucket's key. */
    public Optional<String> fact(List<String> name, Supplier<Optional<String>> read) {
        return facts.get(name, key -> read.get());
    }

    /** The tags of a resource, where a write to its service ends what is kept; else as they are read now. */
    public Map<String, String> tags(Arn arn, Supplier<Map<String, String>> read) {
        return KEEPERS.contains(arn.service()) ? tags.get(arn.toString(), key -> read.get()) : read.get();
    }

    /**
     * Tells that a call may change policies.
     *
     * @param prefix the service, such as iam
     * @return must be closed when the call is answered
     */
    public Write write(String prefix) {
        if (prefix.equals("iam")) {
            identities.begin();
            trusts.begin();
            return () -> {
                identities.end();
                trusts.end();
            };
        }
        if (KEEPERS.contains(prefix)) {
            resources.begin();
            facts.begin();
            tags.begin();
            return () -> {
                resources.end();
                facts.end();
                tags.end();
            };
        }
        return () -> {};
    }

    /** A write under way. */
    @FunctionalInterface
    public interface Write extends AutoCloseable {
        @Override
        void close();
    }
}
