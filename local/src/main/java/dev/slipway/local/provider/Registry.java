package dev.slipway.local.provider;

import dev.slipway.local.provider.cloudwatch.EventRuleResource;
import dev.slipway.local.provider.cloudwatch.EventTargetResource;
import dev.slipway.local.provider.cloudwatch.LogGroupResource;
import dev.slipway.local.provider.cloudwatch.MetricAlarmResource;
import dev.slipway.local.provider.codebuild.ProjectResource;
import dev.slipway.local.provider.codedeploy.ApplicationResource;
import dev.slipway.local.provider.codedeploy.DeploymentConfigResource;
import dev.slipway.local.provider.codedeploy.DeploymentGroupResource;
import dev.slipway.local.provider.codepipeline.PipelineResource;
import dev.slipway.local.provider.ec2.InternetGatewayResource;
import dev.slipway.local.provider.ec2.RouteResource;
import dev.slipway.local.provider.ec2.RouteTableAssociationResource;
import dev.slipway.local.provider.ec2.RouteTableResource;
import dev.slipway.local.provider.ec2.SecurityGroupEgressRuleResource;
import dev.slipway.local.provider.ec2.SecurityGroupIngressRuleResource;
import dev.slipway.local.provider.ec2.SecurityGroupResource;
import dev.slipway.local.provider.ec2.SubnetResource;
import dev.slipway.local.provider.ec2.VpcResource;
import dev.slipway.local.provider.ecr.LifecyclePolicyResource;
import dev.slipway.local.provider.ecr.RepositoryPolicyResource;
import dev.slipway.local.provider.ecs.ClusterResource;
import dev.slipway.local.provider.ecs.GetClusterFunction;
import dev.slipway.local.provider.ecs.GetContainerDefinitionFunction;
import dev.slipway.local.provider.ecs.GetServiceFunction;
import dev.slipway.local.provider.ecs.GetTaskDefinitionFunction;
import dev.slipway.local.provider.ecs.ServiceResource;
import dev.slipway.local.provider.ecs.TaskDefinitionResource;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.function.GetAvailabilityZonesFunction;
import dev.slipway.local.provider.function.GetCallerIdentityFunction;
import dev.slipway.local.provider.function.GetPartitionFunction;
import dev.slipway.local.provider.function.GetRegionFunction;
import dev.slipway.local.provider.iam.GetRoleFunction;
import dev.slipway.local.provider.iam.RolePolicyAttachmentResource;
import dev.slipway.local.provider.iam.RolePolicyResource;
import dev.slipway.local.provider.iam.RoleResource;
import dev.slipway.local.provider.kms.AliasResource;
import dev.slipway.local.provider.kms.KeyResource;
import dev.slipway.local.provider.lb.ListenerResource;
import dev.slipway.local.provider.lb.ListenerRuleResource;
import dev.slipway.local.provider.lb.LoadBalancerResource;
import dev.slipway.local.provider.lb.TargetGroupResource;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.s3.BucketEncryptionResource;
import dev.slipway.local.provider.s3.BucketLifecycleResource;
import dev.slipway.local.provider.s3.BucketOwnershipControlsResource;
import dev.slipway.local.provider.s3.BucketPolicyResource;
import dev.slipway.local.provider.s3.BucketPublicAccessBlockResource;
import dev.slipway.local.provider.s3.BucketResource;
import dev.slipway.local.provider.s3.BucketVersioningResource;
import dev.slipway.local.provider.secretsmanager.GetSecretFunction;
import dev.slipway.local.provider.secretsmanager.SecretResource;
import dev.slipway.local.provider.secretsmanager.SecretVersionResource;
import dev.slipway.local.provider.sns.GetTopicFunction;
import dev.slipway.local.provider.sns.TopicPolicyResource;
import dev.slipway.local.provider.sns.TopicResource;
import dev.slipway.local.provider.sns.TopicSubscriptionResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The one list of what the offline plugin offers. A handler is made when its type is first used. */
public final class Registry {
    private static final Map<String, Supplier<ResourceHandler>> RESOURCES = new TreeMap<>(Map.ofEntries(
            Map.entry("aws:cloudwatch/eventRule:EventRule", EventRuleResource::new),
            Map.entry("aws:cloudwatch/eventTarget:EventTarget", EventTargetResource::new),
            Map.entry("aws:cloudwatch/logGroup:LogGroup", LogGroupResource::new),
            Map.entry("aws:cloudwatch/metricAlarm:MetricAlarm", MetricAlarmResource::new),
            Map.entry("aws:codebuild/project:Project", ProjectResource::new),
            Map.entry(
                    "aws:codecommit/repository:Repository",
                    dev.slipway.local.provider.codecommit.RepositoryResource::new),
            Map.entry("aws:codedeploy/application:Application", ApplicationResource::new),
            Map.entry("aws:codedeploy/deploymentConfig:DeploymentConfig", DeploymentConfigResource::new),
            Map.entry("aws:codedeploy/deploymentGroup:DeploymentGroup", DeploymentGroupResource::new),
            Map.entry("aws:codepipeline/pipeline:Pipeline", PipelineResource::new),
            Map.entry("aws:ec2/internetGateway:InternetGateway", InternetGatewayResource::new),
            Map.entry("aws:ec2/route:Route", RouteResource::new),
            Map.entry("aws:ec2/routeTable:RouteTable", RouteTableResource::new),
            Map.entry("aws:ec2/routeTableAssociation:RouteTableAssociation", RouteTableAssociationResource::new),
            Map.entry("aws:ec2/securityGroup:SecurityGroup", SecurityGroupResource::new),
            Map.entry("aws:ec2/subnet:Subnet", SubnetResource::new),
            Map.entry("aws:ec2/vpc:Vpc", VpcResource::new),
            Map.entry("aws:ecr/lifecyclePolicy:LifecyclePolicy", LifecyclePolicyResource::new),
            Map.entry("aws:ecr/repository:Repository", dev.slipway.local.provider.ecr.RepositoryResource::new),
            Map.entry("aws:ecr/repositoryPolicy:RepositoryPolicy", RepositoryPolicyResource::new),
            Map.entry("aws:ecs/cluster:Cluster", ClusterResource::new),
            Map.entry("aws:ecs/service:Service", ServiceResource::new),
            Map.entry("aws:ecs/taskDefinition:TaskDefinition", TaskDefinitionResource::new),
            Map.entry("aws:iam/role:Role", RoleResource::new),
            Map.entry("aws:iam/rolePolicy:RolePolicy", RolePolicyResource::new),
            Map.entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", RolePolicyAttachmentResource::new),
            Map.entry("aws:kms/alias:Alias", AliasResource::new),
            Map.entry("aws:kms/key:Key", KeyResource::new),
            Map.entry("aws:lb/listener:Listener", ListenerResource::new),
            Map.entry("aws:lb/listenerRule:ListenerRule", ListenerRuleResource::new),
            Map.entry("aws:lb/loadBalancer:LoadBalancer", LoadBalancerResource::new),
            Map.entry("aws:lb/targetGroup:TargetGroup", TargetGroupResource::new),
            Map.entry(
                    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
                    BucketLifecycleResource::new),
            Map.entry("aws:s3/bucketOwnershipControls:BucketOwnershipControls", BucketOwnershipControlsResource::new),
            Map.entry("aws:s3/bucketPolicy:BucketPolicy", BucketPolicyResource::new),
            Map.entry("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", BucketPublicAccessBlockResource::new),
            Map.entry(
                    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                    BucketEncryptionResource::new),
            Map.entry("aws:s3/bucketV2:BucketV2", BucketResource::new),
            Map.entry("aws:s3/bucketVersioningV2:BucketVersioningV2", BucketVersioningResource::new),
            Map.entry("aws:secretsmanager/secret:Secret", SecretResource::new),
            Map.entry("aws:secretsmanager/secretVersion:SecretVersion", SecretVersionResource::new),
            Map.entry("aws:sns/topic:Topic", TopicResource::new),
            Map.entry("aws:sns/topicPolicy:TopicPolicy", TopicPolicyResource::new),
            Map.entry("aws:sns/topicSubscription:TopicSubscription", TopicSubscriptionResource::new),
            Map.entry("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", SecurityGroupEgressRuleResource::new),
            Map.entry(
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    SecurityGroupIngressRuleResource::new)));

    private static final Map<String, Supplier<FunctionHandler>> FUNCTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "aws:codecommit/getRepository:getRepository",
                    dev.slipway.local.provider.codecommit.GetRepositoryFunction::new),
            Map.entry("aws:ecr/getRepository:getRepository", dev.slipway.local.provider.ecr.GetRepositoryFunction::new),
            Map.entry("aws:ecs/getCluster:getCluster", GetClusterFunction::new),
            Map.entry("aws:ecs/getContainerDefinition:getContainerDefinition", GetContainerDefinitionFunction::new),
            Map.entry("aws:ecs/getService:getService", GetServiceFunction::new),
            Map.entry("aws:ecs/getTaskDefinition:getTaskDefinition", GetTaskDefinitionFunction::new),
            Map.entry("aws:iam/getRole:getRole", GetRoleFunction::new),
            Map.entry("aws:index/getAvailabilityZones:getAvailabilityZones", GetAvailabilityZonesFunction::new),
            Map.entry("aws:index/getCallerIdentity:getCallerIdentity", GetCallerIdentityFunction::new),
            Map.entry("aws:index/getPartition:getPartition", GetPartitionFunction::new),
            Map.entry("aws:index/getRegion:getRegion", GetRegionFunction::new),
            Map.entry("aws:secretsmanager/getSecret:getSecret", GetSecretFunction::new),
            Map.entry("aws:sns/getTopic:getTopic", GetTopicFunction::new)));

    private final Map<String, ResourceHandler> resources = new ConcurrentHashMap<>();
    private final Map<String, FunctionHandler> functions = new ConcurrentHashMap<>();

    /** The handler of a resource type. */
    public ResourceHandler resource(String token) {
        Supplier<ResourceHandler> known = RESOURCES.get(token);
        if (known == null) {
            throw new IllegalArgumentException("the offline aws plugin does not offer the resource type " + token
                    + "; leave it out on this stack, or use one of " + String.join(", ", RESOURCES.keySet()));
        }
        return resources.computeIfAbsent(token, unused -> known.get());
    }

    /** The handler of a function. */
    public FunctionHandler function(String token) {
        Supplier<FunctionHandler> known = FUNCTIONS.get(token);
        if (known == null) {
            throw new IllegalArgumentException("the offline aws plugin does not offer the function " + token
                    + "; leave it out on this stack, or use one of " + String.join(", ", FUNCTIONS.keySet()));
        }
        return functions.computeIfAbsent(token, unused -> known.get());
    }

    /** The tokens of all resource types. */
    public static Set<String> resourceTokens() {
        return new TreeSet<>(RESOURCES.keySet());
    }

    /** The tokens of all functions. */
    public static Set<String> functionTokens() {
        return new TreeSet<>(FUNCTIONS.keySet());
    }
}
