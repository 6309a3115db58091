package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of ArtifactStore.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts">AWS reference</a>
 */
public final class ArtifactStoreArgs extends ResourceArgs {
    @Import(name = "bucketName")
    private final @Nullable Output<String> bucketName;

    @Import(name = "expirationDays")
    private final @Nullable Output<Integer> expirationDays;

    @Import(name = "noncurrentVersionExpirationDays")
    private final @Nullable Output<Integer> noncurrentVersionExpirationDays;

    @Import(name = "abortIncompleteMultipartUploadDays")
    private final @Nullable Output<Integer> abortIncompleteMultipartUploadDays;

    @Import(name = "keyDeletionWindowDays")
    private final @Nullable Output<Integer> keyDeletionWindowDays;

    @Import(name = "forceDestroy")
    private final @Nullable Output<Boolean> forceDestroy;

    @Import(name = "scope")
    private final @Nullable Output<ScopeArgs> scope;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private ArtifactStoreArgs() {
        this(new Builder());
    }

    private ArtifactStoreArgs(Builder builder) {
        this.bucketName = builder.bucketName;
        this.expirationDays = builder.expirationDays;
        this.noncurrentVersionExpirationDays = builder.noncurrentVersionExpirationDays;
        this.abortIncompleteMultipartUploadDays = builder.abortIncompleteMultipartUploadDays;
        this.keyDeletionWindowDays = builder.keyDeletionWindowDays;
        this.forceDestroy = builder.forceDestroy;
        this.scope = builder.scope;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the bucket; without it NAME-ACCOUNT-REGION. */
    public Optional<Output<String>> bucketName() {
        return Optional.ofNullable(bucketName);
    }

    /** Days that artifacts are kept; without it 90. A rollback needs the artifacts of the last success. */
    public Output<Integer> expirationDays() {
        return expirationDays == null ? Output.of(90) : expirationDays;
    }

    /** Days that an overwritten or expired version is kept; without it 30. */
    public Output<Integer> noncurrentVersionExpirationDays() {
        return noncurrentVersionExpirationDays == null ? Output.of(30) : noncurrentVersionExpirationDays;
    }

    /** Days until an upload that was never completed is removed; without it 3. */
    public Output<Integer> abortIncompleteMultipartUploadDays() {
        return abortIncompleteMultipartUploadDays == null ? Output.of(3) : abortIncompleteMultipartUploadDays;
    }

    /** Days, 7 to 30, between deletion and end of the key; without it 30. */
    public Output<Integer> keyDeletionWindowDays() {
        return keyDeletionWindowDays == null ? Output.of(30) : keyDeletionWindowDays;
    }

    /** True: a destroy deletes the bucket with its artifacts. Without it the destroy fails while there are any. */
    public Output<Boolean> forceDestroy() {
        return forceDestroy == null ? Output.of(false) : forceDestroy;
    }

    /**
     * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
     * component.
     */
    public Optional<Output<ScopeArgs>> scope() {
        return Optional.ofNullable(scope);
    }

    /** Tags of every resource that can have tags; without it none. */
    public Output<List<TagArgs>> tags() {
        return tags == null ? Output.of(List.of()) : tags;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> bucketName;
        private @Nullable Output<Integer> expirationDays;
        private @Nullable Output<Integer> noncurrentVersionExpirationDays;
        private @Nullable Output<Integer> abortIncompleteMultipartUploadDays;
        private @Nullable Output<Integer> keyDeletionWindowDays;
        private @Nullable Output<Boolean> forceDestroy;
        private @Nullable Output<ScopeArgs> scope;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /** Name of the bucket; without it NAME-ACCOUNT-REGION. */
        public Builder bucketName(Output<String> value) {
            this.bucketName = value;
            return this;
        }

        /** Name of the bucket; without it NAME-ACCOUNT-REGION. */
        public Builder bucketName(String value) {
            return bucketName(Output.of(value));
        }

        /** Days that artifacts are kept; without it 90. A rollback needs the artifacts of the last success. */
        public Builder expirationDays(Output<Integer> value) {
            this.expirationDays = value;
            return this;
        }

        /** Days that artifacts are kept; without it 90. A rollback needs the artifacts of the last success. */
        public Builder expirationDays(Integer value) {
            return expirationDays(Output.of(value));
        }

        /** Days that an overwritten or expired version is kept; without it 30. */
        public Builder noncurrentVersionExpirationDays(Output<Integer> value) {
            this.noncurrentVersionExpirationDays = value;
            return this;
        }

        /** Days that an overwritten or expired version is kept; without it 30. */
        public Builder noncurrentVersionExpirationDays(Integer value) {
            return noncurrentVersionExpirationDays(Output.of(value));
        }

        /** Days until an upload that was never completed is removed; without it 3. */
        public Builder abortIncompleteMultipartUploadDays(Output<Integer> value) {
            this.abortIncompleteMultipartUploadDays = value;
            return this;
        }

        /** Days until an upload that was never completed is removed; without it 3. */
        public Builder abortIncompleteMultipartUploadDays(Integer value) {
            return abortIncompleteMultipartUploadDays(Output.of(value));
        }

        /** Days, 7 to 30, between deletion and end of the key; without it 30. */
        public Builder keyDeletionWindowDays(Output<Integer> value) {
            this.keyDeletionWindowDays = value;
            return this;
        }

        /** Days, 7 to 30, between deletion and end of the key; without it 30. */
        public Builder keyDeletionWindowDays(Integer value) {
            return keyDeletionWindowDays(Output.of(value));
        }

        /** True: a destroy deletes the bucket with its artifacts. Without it the destroy fails while there are any. */
        public Builder forceDestroy(Output<Boolean> value) {
            this.forceDestroy = value;
            return this;
        }

        /** True: a destroy deletes the bucket with its artifacts. Without it the destroy fails while there are any. */
        public Builder forceDestroy(Boolean value) {
            return forceDestroy(Output.of(value));
        }

        /**
         * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
         * component.
         */
        public Builder scope(Output<ScopeArgs> value) {
            this.scope = value;
            return this;
        }

        /**
         * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
         * component.
         */
        public Builder scope(ScopeArgs value) {
            return scope(Output.of(value));
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(Output<List<TagArgs>> value) {
            this.tags = value;
            return this;
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(List<TagArgs> value) {
            return tags(Output.of(value));
        }

        /** Tags of every resource that can have tags. */
        public Builder tags(Map<String, String> values) {
            return tags(TagArgs.of(values));
        }

        /** The arguments. */
        public ArtifactStoreArgs build() {
            return new ArtifactStoreArgs(this);
        }
    }
}
