package dev.slipway.cicd;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.inputs.GetPartitionArgs;
import com.pulumi.aws.inputs.GetRegionArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.roles.Scope;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where resources live; every ARN of a policy is made from it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">AWS reference</a>
 */
public final class ScopeArgs extends ResourceArgs {
    @Import(name = "partition", required = true)
    private final @Nullable Output<String> partition;

    @Import(name = "region", required = true)
    private final @Nullable Output<String> region;

    @Import(name = "accountId", required = true)
    private final @Nullable Output<String> accountId;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private ScopeArgs() {
        this(new Builder());
    }

    private ScopeArgs(Builder builder) {
        this.partition = builder.partition;
        this.region = builder.region;
        this.accountId = builder.accountId;
    }

    /** Asks the provider, with three calls. */
    public static ScopeArgs lookUp(InvokeOptions options) {
        return builder()
                .partition(AwsFunctions.getPartition(GetPartitionArgs.Empty, options)
                        .applyValue(found -> found.partition()))
                .region(AwsFunctions.getRegion(GetRegionArgs.Empty, options).applyValue(found -> found.name()))
                .accountId(AwsFunctions.getCallerIdentity(GetCallerIdentityArgs.Empty, options)
                        .applyValue(found -> found.accountId()))
                .build();
    }

    /** The given scope, or else the provider's. */
    static Output<Scope> of(Optional<Output<ScopeArgs>> given, Resource component) {
        return given.orElseGet(() -> Output.of(
                        lookUp(InvokeOptions.builder().parent(component).build())))
                .apply(scope -> Output.tuple(scope.partition(), scope.region(), scope.accountId()))
                .applyValue(known -> new Scope(known.t1, known.t2, known.t3));
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Partition: aws, aws-cn, aws-us-gov, ... */
    public Output<String> partition() {
        return Objects.requireNonNull(partition, "partition");
    }

    /** Region, for example eu-west-1. */
    public Output<String> region() {
        return Objects.requireNonNull(region, "region");
    }

    /** Account, twelve digits. */
    public Output<String> accountId() {
        return Objects.requireNonNull(accountId, "accountId");
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> partition;
        private @Nullable Output<String> region;
        private @Nullable Output<String> accountId;

        private Builder() {}

        /** Partition: aws, aws-cn, aws-us-gov, ... */
        public Builder partition(Output<String> value) {
            this.partition = value;
            return this;
        }

        /** Partition: aws, aws-cn, aws-us-gov, ... */
        public Builder partition(String value) {
            return partition(Output.of(value));
        }

        /** Region, for example eu-west-1. */
        public Builder region(Output<String> value) {
            this.region = value;
            return this;
        }

        /** Region, for example eu-west-1. */
        public Builder region(String value) {
            return region(Output.of(value));
        }

        /** Account, twelve digits. */
        public Builder accountId(Output<String> value) {
            this.accountId = value;
            return this;
        }

        /** Account, twelve digits. */
        public Builder accountId(String value) {
            return accountId(Output.of(value));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of partition, region, accountId is not set
         */
        public ScopeArgs build() {
            if (partition == null) {
                throw new MissingRequiredPropertyException("ScopeArgs", "partition");
            }
            if (region == null) {
                throw new MissingRequiredPropertyException("ScopeArgs", "region");
            }
            if (accountId == null) {
                throw new MissingRequiredPropertyException("ScopeArgs", "accountId");
            }
            return new ScopeArgs(this);
        }
    }
}
