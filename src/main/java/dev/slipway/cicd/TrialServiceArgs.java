package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of TrialService.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">AWS reference</a>
 */
public final class TrialServiceArgs extends ResourceArgs {
    @Import(name = "clusterName", required = true)
    private final @Nullable Output<String> clusterName;

    @Import(name = "clusterArn", required = true)
    private final @Nullable Output<String> clusterArn;

    @Import(name = "vpcId", required = true)
    private final @Nullable Output<String> vpcId;

    @Import(name = "subnetIds", required = true)
    private final @Nullable Output<List<String>> subnetIds;

    @Import(name = "taskSecurityGroupId", required = true)
    private final @Nullable Output<String> taskSecurityGroupId;

    @Import(name = "loadBalancerArn", required = true)
    private final @Nullable Output<String> loadBalancerArn;

    @Import(name = "loadBalancerDnsName", required = true)
    private final @Nullable Output<String> loadBalancerDnsName;

    @Import(name = "listenerPort", required = true)
    private final @Nullable Output<Integer> listenerPort;

    @Import(name = "serviceName")
    private final @Nullable Output<String> serviceName;

    @Import(name = "containerName")
    private final @Nullable Output<String> containerName;

    @Import(name = "containerPort")
    private final @Nullable Output<Integer> containerPort;

    @Import(name = "image")
    private final @Nullable Output<String> image;

    @Import(name = "repositoryName", required = true)
    private final @Nullable Output<String> repositoryName;

    @Import(name = "cpu")
    private final @Nullable Output<Integer> cpu;

    @Import(name = "memory")
    private final @Nullable Output<Integer> memory;

    @Import(name = "desiredCount")
    private final @Nullable Output<Integer> desiredCount;

    @Import(name = "healthCheckPath")
    private final @Nullable Output<String> healthCheckPath;

    @Import(name = "healthCheckIntervalSeconds")
    private final @Nullable Output<Integer> healthCheckIntervalSeconds;

    @Import(name = "healthCheckGraceSeconds")
    private final @Nullable Output<Integer> healthCheckGraceSeconds;

    @Import(name = "logRetentionDays")
    private final @Nullable Output<Integer> logRetentionDays;

    @Import(name = "keyArn")
    private final @Nullable Output<String> keyArn;

    @Import(name = "scope")
    private final @Nullable Output<ScopeArgs> scope;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private TrialServiceArgs() {
        this(new Builder());
    }

    private TrialServiceArgs(Builder builder) {
        this.clusterName = builder.clusterName;
        this.clusterArn = builder.clusterArn;
        this.vpcId = builder.vpcId;
        this.subnetIds = builder.subnetIds;
        this.taskSecurityGroupId = builder.taskSecurityGroupId;
        this.loadBalancerArn = builder.loadBalancerArn;
        this.loadBalancerDnsName = builder.loadBalancerDnsName;
        this.listenerPort = builder.listenerPort;
        this.serviceName = builder.serviceName;
        this.containerName = builder.containerName;
        this.containerPort = builder.containerPort;
        this.image = builder.image;
        this.repositoryName = builder.repositoryName;
        this.cpu = builder.cpu;
        this.memory = builder.memory;
        this.desiredCount = builder.desiredCount;
        this.healthCheckPath = builder.healthCheckPath;
        this.healthCheckIntervalSeconds = builder.healthCheckIntervalSeconds;
        this.healthCheckGraceSeconds = builder.healthCheckGraceSeconds;
        this.logRetentionDays = builder.logRetentionDays;
        this.keyArn = builder.keyArn;
        this.scope = builder.scope;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the ECS cluster. */
    public Output<String> clusterName() {
        return Objects.requireNonNull(clusterName, "clusterName");
    }

    /** ARN of the ECS cluster. */
    public Output<String> clusterArn() {
        return Objects.requireNonNull(clusterArn, "clusterArn");
    }

    /** VPC of the tasks. */
    public Output<String> vpcId() {
        return Objects.requireNonNull(vpcId, "vpcId");
    }

    /** Public subnets of the tasks. */
    public Output<List<String>> subnetIds() {
        return Objects.requireNonNull(subnetIds, "subnetIds");
    }

    /** Security group of the tasks. */
    public Output<String> taskSecurityGroupId() {
        return Objects.requireNonNull(taskSecurityGroupId, "taskSecurityGroupId");
    }

    /** Load balancer that shows the service. */
    public Output<String> loadBalancerArn() {
        return Objects.requireNonNull(loadBalancerArn, "loadBalancerArn");
    }

    /** DNS name of the load balancer. */
    public Output<String> loadBalancerDnsName() {
        return Objects.requireNonNull(loadBalancerDnsName, "loadBalancerDnsName");
    }

    /** Port at which the load balancer shows the service. */
    public Output<Integer> listenerPort() {
        return Objects.requireNonNull(listenerPort, "listenerPort");
    }

    /** Name of the service, of its task definition and of its container; without it the name of the component. */
    public Optional<Output<String>> serviceName() {
        return Optional.ofNullable(serviceName);
    }

    /** Name of the container; without it the name of the service. */
    public Optional<Output<String>> containerName() {
        return Optional.ofNullable(containerName);
    }

    /** Port at which the container listens; without it 80. */
    public Output<Integer> containerPort() {
        return containerPort == null ? Output.of(80) : containerPort;
    }

    /** Image that runs until a pipeline deploys the first one; without it nginx. */
    public Output<String> image() {
        return image == null ? Output.of("public.ecr.aws/nginx/nginx:stable") : image;
    }

    /** ECR repository that later images come from. */
    public Output<String> repositoryName() {
        return Objects.requireNonNull(repositoryName, "repositoryName");
    }

    /** CPU units of a task; without it 256, a quarter of a vCPU. */
    public Output<Integer> cpu() {
        return cpu == null ? Output.of(256) : cpu;
    }

    /** Memory of a task in MiB; without it 512. */
    public Output<Integer> memory() {
        return memory == null ? Output.of(512) : memory;
    }

    /** Tasks that run at first; without it 1. Later changes of the number are left alone. */
    public Output<Integer> desiredCount() {
        return desiredCount == null ? Output.of(1) : desiredCount;
    }

    /** Path that the load balancer asks for; without it /. */
    public Output<String> healthCheckPath() {
        return healthCheckPath == null ? Output.of("/") : healthCheckPath;
    }

    /** Seconds between two health checks, 5 to 300; without it 15. */
    public Output<Integer> healthCheckIntervalSeconds() {
        return healthCheckIntervalSeconds == null ? Output.of(15) : healthCheckIntervalSeconds;
    }

    /** Seconds for which a new task's failed health checks do not count; without it 60. */
    public Output<Integer> healthCheckGraceSeconds() {
        return healthCheckGraceSeconds == null ? Output.of(60) : healthCheckGraceSeconds;
    }

    /** Days that logs are kept; without it 7. */
    public Output<Integer> logRetentionDays() {
        return logRetentionDays == null ? Output.of(7) : logRetentionDays;
    }

    /** Key that encrypts the logs; without it AWS encrypts them with its own. */
    public Optional<Output<String>> keyArn() {
        return Optional.ofNullable(keyArn);
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
        private @Nullable Output<String> clusterName;
        private @Nullable Output<String> clusterArn;
        private @Nullable Output<String> vpcId;
        private @Nullable Output<List<String>> subnetIds;
        private @Nullable Output<String> taskSecurityGroupId;
        private @Nullable Output<String> loadBalancerArn;
        private @Nullable Output<String> loadBalancerDnsName;
        private @Nullable Output<Integer> listenerPort;
        private @Nullable Output<String> serviceName;
        private @Nullable Output<String> containerName;
        private @Nullable Output<Integer> containerPort;
        private @Nullable Output<String> image;
        private @Nullable Output<String> repositoryName;
        private @Nullable Output<Integer> cpu;
        private @Nullable Output<Integer> memory;
        private @Nullable Output<Integer> desiredCount;
        private @Nullable Output<String> healthCheckPath;
        private @Nullable Output<Integer> healthCheckIntervalSeconds;
        private @Nullable Output<Integer> healthCheckGraceSeconds;
        private @Nullable Output<Integer> logRetentionDays;
        private @Nullable Output<String> keyArn;
        private @Nullable Output<ScopeArgs> scope;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /** Name of the ECS cluster. */
        public Builder clusterName(Output<String> value) {
            this.clusterName = value;
            return this;
        }

        /** Name of the ECS cluster. */
        public Builder clusterName(String value) {
            return clusterName(Output.of(value));
        }

        /** ARN of the ECS cluster. */
        public Builder clusterArn(Output<String> value) {
            this.clusterArn = value;
            return this;
        }

        /** ARN of the ECS cluster. */
        public Builder clusterArn(String value) {
            return clusterArn(Output.of(value));
        }

        /** VPC of the tasks. */
        public Builder vpcId(Output<String> value) {
            this.vpcId = value;
            return this;
        }

        /** VPC of the tasks. */
        public Builder vpcId(String value) {
            return vpcId(Output.of(value));
        }

        /** Public subnets of the tasks. */
        public Builder subnetIds(Output<List<String>> value) {
            this.subnetIds = value;
            return this;
        }

        /** Public subnets of the tasks. */
        public Builder subnetIds(List<String> value) {
            return subnetIds(Output.of(value));
        }

        /** Security group of the tasks. */
        public Builder taskSecurityGroupId(Output<String> value) {
            this.taskSecurityGroupId = value;
            return this;
        }

        /** Security group of the tasks. */
        public Builder taskSecurityGroupId(String value) {
            return taskSecurityGroupId(Output.of(value));
        }

        /** Load balancer that shows the service. */
        public Builder loadBalancerArn(Output<String> value) {
            this.loadBalancerArn = value;
            return this;
        }

        /** Load balancer that shows the service. */
        public Builder loadBalancerArn(String value) {
            return loadBalancerArn(Output.of(value));
        }

        /** DNS name of the load balancer. */
        public Builder loadBalancerDnsName(Output<String> value) {
            this.loadBalancerDnsName = value;
            return this;
        }

        /** DNS name of the load balancer. */
        public Builder loadBalancerDnsName(String value) {
            return loadBalancerDnsName(Output.of(value));
        }

        /** Port at which the load balancer shows the service. */
        public Builder listenerPort(Output<Integer> value) {
            this.listenerPort = value;
            return this;
        }

        /** Port at which the load balancer shows the service. */
        public Builder listenerPort(Integer value) {
            return listenerPort(Output.of(value));
        }

        /** Name of the service, of its task definition and of its container; without it the name of the component. */
        public Builder serviceName(Output<String> value) {
            this.serviceName = value;
            return this;
        }

        /** Name of the service, of its task definition and of its container; without it the name of the component. */
        public Builder serviceName(String value) {
            return serviceName(Output.of(value));
        }

        /** Name of the container; without it the name of the service. */
        public Builder containerName(Output<String> value) {
            this.containerName = value;
            return this;
        }

        /** Name of the container; without it the name of the service. */
        public Builder containerName(String value) {
            return containerName(Output.of(value));
        }

        /** Port at which the container listens; without it 80. */
        public Builder containerPort(Output<Integer> value) {
            this.containerPort = value;
            return this;
        }

        /** Port at which the container listens; without it 80. */
        public Builder containerPort(Integer value) {
            return containerPort(Output.of(value));
        }

        /** Image that runs until a pipeline deploys the first one; without it nginx. */
        public Builder image(Output<String> value) {
            this.image = value;
            return this;
        }

        /** Image that runs until a pipeline deploys the first one; without it nginx. */
        public Builder image(String value) {
            return image(Output.of(value));
        }

        /** ECR repository that later images come from. */
        public Builder repositoryName(Output<String> value) {
            this.repositoryName = value;
            return this;
        }

        /** ECR repository that later images come from. */
        public Builder repositoryName(String value) {
            return repositoryName(Output.of(value));
        }

        /** CPU units of a task; without it 256, a quarter of a vCPU. */
        public Builder cpu(Output<Integer> value) {
            this.cpu = value;
            return this;
        }

        /** CPU units of a task; without it 256, a quarter of a vCPU. */
        public Builder cpu(Integer value) {
            return cpu(Output.of(value));
        }

        /** Memory of a task in MiB; without it 512. */
        public Builder memory(Output<Integer> value) {
            this.memory = value;
            return this;
        }

        /** Memory of a task in MiB; without it 512. */
        public Builder memory(Integer value) {
            return memory(Output.of(value));
        }

        /** Tasks that run at first; without it 1. Later changes of the number are left alone. */
        public Builder desiredCount(Output<Integer> value) {
            this.desiredCount = value;
            return this;
        }

        /** Tasks that run at first; without it 1. Later changes of the number are left alone. */
        public Builder desiredCount(Integer value) {
            return desiredCount(Output.of(value));
        }

        /** Path that the load balancer asks for; without it /. */
        public Builder healthCheckPath(Output<String> value) {
            this.healthCheckPath = value;
            return this;
        }

        /** Path that the load balancer asks for; without it /. */
        public Builder healthCheckPath(String value) {
            return healthCheckPath(Output.of(value));
        }

        /** Seconds between two health checks, 5 to 300; without it 15. */
        public Builder healthCheckIntervalSeconds(Output<Integer> value) {
            this.healthCheckIntervalSeconds = value;
            return this;
        }

        /** Seconds between two health checks, 5 to 300; without it 15. */
        public Builder healthCheckIntervalSeconds(Integer value) {
            return healthCheckIntervalSeconds(Output.of(value));
        }

        /** Seconds for which a new task's failed health checks do not count; without it 60. */
        public Builder healthCheckGraceSeconds(Output<Integer> value) {
            this.healthCheckGraceSeconds = value;
            return this;
        }

        /** Seconds for which a new task's failed health checks do not count; without it 60. */
        public Builder healthCheckGraceSeconds(Integer value) {
            return healthCheckGraceSeconds(Output.of(value));
        }

        /** Days that logs are kept; without it 7. */
        public Builder logRetentionDays(Output<Integer> value) {
            this.logRetentionDays = value;
            return this;
        }

        /** Days that logs are kept; without it 7. */
        public Builder logRetentionDays(Integer value) {
            return logRetentionDays(Output.of(value));
        }

        /** Key that encrypts the logs; without it AWS encrypts them with its own. */
        public Builder keyArn(Output<String> value) {
            this.keyArn = value;
            return this;
        }

        /** Key that encrypts the logs; without it AWS encrypts them with its own. */
        public Builder keyArn(String value) {
            return keyArn(Output.of(value));
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

        /** The network, load balancer and cluster that trial services share. */
        public Builder cluster(TrialCluster value) {
            return clusterName(value.clusterName())
                    .clusterArn(value.clusterArn())
                    .vpcId(value.vpcId())
                    .subnetIds(value.subnetIds())
                    .taskSecurityGroupId(value.taskSecurityGroupId())
                    .loadBalancerArn(value.loadBalancerArn())
                    .loadBalancerDnsName(value.loadBalancerDnsName());
        }

        /** Tags of every resource that can have tags. */
        public Builder tags(Map<String, String> values) {
            return tags(TagArgs.of(values));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of clusterName, clusterArn, vpcId, subnetIds,
         *     taskSecurityGroupId, loadBalancerArn, loadBalancerDnsName, listenerPort, repositoryName is not set
         */
        public TrialServiceArgs build() {
            if (clusterName == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "clusterName");
            }
            if (clusterArn == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "clusterArn");
            }
            if (vpcId == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "vpcId");
            }
            if (subnetIds == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "subnetIds");
            }
            if (taskSecurityGroupId == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "taskSecurityGroupId");
            }
            if (loadBalancerArn == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "loadBalancerArn");
            }
            if (loadBalancerDnsName == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "loadBalancerDnsName");
            }
            if (listenerPort == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "listenerPort");
            }
            if (repositoryName == null) {
                throw new MissingRequiredPropertyException("TrialServiceArgs", "repositoryName");
            }
            return new TrialServiceArgs(this);
        }
    }
}
