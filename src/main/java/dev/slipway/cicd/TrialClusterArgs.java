package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of TrialCluster.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html">AWS reference</a>
 */
public final class TrialClusterArgs extends ResourceArgs {
    @Import(name = "clusterName")
    private final @Nullable Output<String> clusterName;

    @Import(name = "vpcCidr")
    private final @Nullable Output<String> vpcCidr;

    @Import(name = "allowedCidrs")
    private final @Nullable List<String> allowedCidrs;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private TrialClusterArgs() {
        this(new Builder());
    }

    private TrialClusterArgs(Builder builder) {
        this.clusterName = builder.clusterName;
        this.vpcCidr = builder.vpcCidr;
        this.allowedCidrs = builder.allowedCidrs;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the cluster and of the load balancer, at most 32 characters; without it the name of the component. */
    public Optional<Output<String>> clusterName() {
        return Optional.ofNullable(clusterName);
    }

    /**
     * Addresses of the VPC, /16 to /24; without it 10.42.0.0/16. Half of a half of them make each of its two subnets.
     */
    public Output<String> vpcCidr() {
        return vpcCidr == null ? Output.of("10.42.0.0/16") : vpcCidr;
    }

    /** Who may reach the load balancer; without it nobody. */
    public List<String> allowedCidrs() {
        return allowedCidrs == null ? List.of() : allowedCidrs;
    }

    /** Tags of every resource that can have tags; without it none. */
    public Output<List<TagArgs>> tags() {
        return tags == null ? Output.of(List.of()) : tags;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> clusterName;
        private @Nullable Output<String> vpcCidr;
        private @Nullable List<String> allowedCidrs;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /**
         * Name of the cluster and of the load balancer, at most 32 characters; without it the name of the component.
         */
        public Builder clusterName(Output<String> value) {
            this.clusterName = value;
            return this;
        }

        /**
         * Name of the cluster and of the load balancer, at most 32 characters; without it the name of the component.
         */
        public Builder clusterName(String value) {
            return clusterName(Output.of(value));
        }

        /**
         * Addresses of the VPC, /16 to /24; without it 10.42.0.0/16. Half of a half of them make each of its two
         * subnets.
         */
        public Builder vpcCidr(Output<String> value) {
            this.vpcCidr = value;
            return this;
        }

        /**
         * Addresses of the VPC, /16 to /24; without it 10.42.0.0/16. Half of a half of them make each of its two
         * subnets.
         */
        public Builder vpcCidr(String value) {
            return vpcCidr(Output.of(value));
        }

        /** Who may reach the load balancer; without it nobody. */
        public Builder allowedCidrs(List<String> value) {
            this.allowedCidrs = value;
            return this;
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
        public TrialClusterArgs build() {
            return new TrialClusterArgs(this);
        }
    }
}
