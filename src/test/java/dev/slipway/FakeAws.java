package dev.slipway;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.test.Mocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plays the provider. A resource type or a function that it does not know fails the test. */
public final class FakeAws implements Mocks {
    public static final String ACCOUNT = "111122223333";

    private final String region;
    private final Map<String, EcsService> services = new HashMap<>();
    private final List<String> repositories = new ArrayList<>();
    private @Nullable String silence;
    private final List<Registered> registered = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    public FakeAws(String region) {
        this.region = region;
    }

    /** A resource that the program registered. */
    public record Registered(String type, String name, Map<String, Object> inputs) {}

    /** A service that exists. */
    public record EcsService(String cluster, String service, List<String> containers) {}

    /** Lets a service exist, and its cluster. */
    public FakeAws with(String cluster, String service, String... containers) {
        services.put(cluster + "/" + service, new EcsService(cluster, service, List.of(containers)));
        return this;
    }

    /** Lets every function fail. */
    public FakeAws withoutAnswers(String reason) {
        this.silence = reason;
        return this;
    }

    /** Lets a CodeCommit repository exist. */
    public FakeAws withRepository(String name) {
        repositories.add(name);
        return this;
    }

    public List<Registered> registered() {
        return List.copyOf(registered);
    }

    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The inputs of the one resource of this type and name. */
    public Map<String, Object> inputs(String type, String name) {
        var found = registered.stream()
                .filter(resource ->
                        resource.type().equals(type) && resource.name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("got %d resources %s \"%s\", expected one".formatted(found.size(), type, name));
        }
        return found.get(0).inputs();
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        var type = Objects.requireNonNull(args.type);
        var name = Objects.requireNonNull(args.name);
        var inputs = Objects.requireNonNull(args.inputs);
        registered.add(new Registered(type, name, inputs));
        if (type.startsWith("slipway:index:")) {
            return CompletableFuture.completedFuture(ResourceResult.of(Optional.empty(), Map.of()));
        }
        var outputs = OUTPUTS.get(type);
        if (outputs == null) {
            return CompletableFuture.failedFuture(new AssertionError("no resource type " + type));
        }
        var state = new LinkedHashMap<>(inputs);
        state.putAll(outputs.apply(new Made(name, inputs, region)));
        return CompletableFuture.completedFuture(ResourceResult.of(Optional.of(name + "-id"), state));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        var token = Objects.requireNonNull(args.token);
        calls.add(token);
        var values = Objects.requireNonNull(args.args);
        if (silence != null) {
            return CompletableFuture.failedFuture(new IllegalStateException(silence));
        }
        try {
            return CompletableFuture.completedFuture(answer(token, values));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Map<String, Object> answer(String token, Map<String, Object> args) {
        return switch (token) {
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                Map.of("accountId", ACCOUNT, "arn", arn("sts", "assumed-role/deployer"), "id", ACCOUNT, "userId", "A");
            case "aws:index/getRegion:getRegion" ->
                Map.of("name", region, "id", region, "description", region, "endpoint", "ec2." + region);
            case "aws:index/getPartition:getPartition" ->
                Map.of(
                        "partition",
                        "aws",
                        "id",
                        "aws",
                        "dnsSuffix",
                        "amazonaws.com",
                        "reverseDnsPrefix",
                        "com.amazonaws");
            case "aws:index/getAvailabilityZones:getAvailabilityZones" ->
                Map.of(
                        "names", List.of(region + "a", region + "b", region + "c"),
                        "id", region,
                        "groupNames", List.of(region),
                        "zoneIds", List.of("z1", "z2", "z3"));
            case "aws:codecommit/getRepository:getRepository" -> repository(String.valueOf(args.get("repositoryName")));
            case "aws:ecs/getCluster:getCluster" -> cluster(String.valueOf(args.get("clusterName")));
            case "aws:ecs/getService:getService" ->
                service(String.valueOf(args.get("clusterArn")), String.valueOf(args.get("serviceName")));
            case "aws:ecs/getTaskDefinition:getTaskDefinition" ->
                taskDefinition(String.valueOf(args.get("taskDefinition")));
            default -> throw new AssertionError("no function " + token);
        };
    }

    private Map<String, Object> repository(String name) {
        if (!repositories.contains(name)) {
            throw new IllegalStateException("RepositoryDoesNotExistException: " + name);
        }
        return Map.of(
                "repositoryName",
                name,
                "repositoryId",
                "id-" + name,
                "id",
                name,
                "arn",
                arn("codecommit", name),
                "kmsKeyId",
                "",
                "cloneUrlHttp",
                "https://git-codecommit.%s.amazonaws.com/v1/repos/%s".formatted(region, name),
                "cloneUrlSsh",
                "ssh://git-codecommit.%s.amazonaws.com/v1/repos/%s".formatted(region, name));
    }

    private Map<String, Object> cluster(String name) {
        if (services.values().stream().noneMatch(service -> service.cluster().equals(name))) {
            throw new IllegalStateException("ECS Cluster (%s) not found".formatted(name));
        }
        return Map.of(
                "arn",
                arn("ecs", "cluster/" + name),
                "clusterName",
                name,
                "id",
                name,
                "status",
                "ACTIVE",
                "pendingTasksCount",
                0,
                "registeredContainerInstancesCount",
                0,
                "runningTasksCount",
                1,
                "serviceConnectDefaults",
                List.of(),
                "settings",
                List.of(),
                "tags",
                Map.of());
    }

    private Map<String, Object> service(String clusterArn, String name) {
        var service = find(clusterArn.substring(clusterArn.lastIndexOf('/') + 1), name);
        return Map.of(
                "arn",
                arn("ecs", "service/%s/%s".formatted(service.cluster(), name)),
                "clusterArn",
                clusterArn,
                "desiredCount",
                1,
                "id",
                name,
                "launchType",
                "FARGATE",
                "schedulingStrategy",
                "REPLICA",
                "serviceName",
                name,
                "tags",
                Map.of(),
                "availabilityZoneRebalancing",
                "DISABLED",
                "taskDefinition",
                arn("ecs", "task-definition/%s-%s:7".formatted(service.cluster(), name)));
    }

    private EcsService find(String cluster, String name) {
        var service = services.get(cluster + "/" + name);
        if (service == null) {
            throw new IllegalStateException("ECS Service (%s) not found".formatted(name));
        }
        return service;
    }

    private Map<String, Object> taskDefinition(String arn) {
        var family = arn.substring(arn.indexOf('/') + 1, arn.lastIndexOf(':'));
        var service = services.values().stream()
                .filter(candidate -> family.equals(candidate.cluster() + "-" + candidate.service()))
                .findFirst()
                .orElseThrow();
        var containers = new JsonArray();
        for (var name : service.containers()) {
            var container = new JsonObject();
            container.addProperty("name", name);
            containers.add(container);
        }
        var definition = new LinkedHashMap<String, Object>();
        definition.put("arn", arn);
        definition.put("family", family);
        definition.put("revision", 7);
        definition.put("containerDefinitions", containers.toString());
        definition.put("taskRoleArn", "arn:aws:iam::%s:role/%s-task".formatted(ACCOUNT, family));
        definition.put("executionRoleArn", "arn:aws:iam::%s:role/%s-execution".formatted(ACCOUNT, family));
        return definition;
    }

    private String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, ACCOUNT, resource);
    }

    /** A resource that was made, and the outputs that AWS adds to its inputs. */
    private record Made(String name, Map<String, Object> inputs, String region) {
        String named(String input) {
            return String.valueOf(inputs.getOrDefault(input, name));
        }

        String arn(String service, String resource) {
            return "arn:aws:%s:%s:%s:%s".formatted(service, region, ACCOUNT, resource);
        }
    }

    private static final Map<String, Function<Made, Map<String, Object>>> OUTPUTS = Map.ofEntries(
            Map.entry(
                    "aws:codecommit/repository:Repository",
                    made -> Map.of(
                            "arn", made.arn("codecommit", made.named("repositoryName")),
                            "cloneUrlHttp", "https://git/" + made.named("repositoryName"),
                            "cloneUrlSsh", "ssh://git/" + made.named("repositoryName"))),
            Map.entry(
                    "aws:ecr/repository:Repository",
                    made -> Map.of(
                            "arn", made.arn("ecr", "repository/" + made.named("name")),
                            "repositoryUrl",
                                    "%s.dkr.ecr.%s.amazonaws.com/%s"
                                            .formatted(ACCOUNT, made.region(), made.named("name")))),
            Map.entry("aws:ecr/lifecyclePolicy:LifecyclePolicy", made -> Map.of()),
            Map.entry(
                    "aws:cloudwatch/logGroup:LogGroup",
                    made -> Map.of("arn", made.arn("logs", "log-group:" + made.named("name")))),
            Map.entry(
                    "aws:codebuild/project:Project",
                    made -> Map.of("arn", made.arn("codebuild", "project/" + made.named("name")))),
            Map.entry(
                    "aws:iam/role:Role",
                    made -> Map.of("arn", "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, made.named("name")))),
            Map.entry(
                    "aws:codepipeline/pipeline:Pipeline",
                    made -> Map.of("arn", made.arn("codepipeline", made.named("name")))),
            Map.entry(
                    "aws:cloudwatch/eventRule:EventRule",
                    made -> Map.of("arn", made.arn("events", "rule/" + made.named("name")))),
            Map.entry("aws:cloudwatch/eventTarget:EventTarget", made -> Map.of()),
            Map.entry(
                    "aws:kms/key:Key",
                    made -> Map.of(
                            "arn",
                            made.arn("kms", "key/00000000-0000-4000-8000-000000000000"),
                            "keyId",
                            "00000000-0000-4000-8000-000000000000")),
            Map.entry("aws:kms/alias:Alias", made -> Map.of()),
            Map.entry("aws:s3/bucketV2:BucketV2", made -> Map.of("arn", "arn:aws:s3:::" + made.named("bucket"))),
            Map.entry("aws:s3/bucketVersioningV2:BucketVersioningV2", made -> Map.of()),
            Map.entry(
                    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
                    made -> Map.of()),
            Map.entry("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", made -> Map.of()),
            Map.entry("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", made -> Map.of()),
            Map.entry("aws:s3/bucketOwnershipControls:BucketOwnershipControls", made -> Map.of()),
            Map.entry("aws:s3/bucketPolicy:BucketPolicy", made -> Map.of()),
            Map.entry("aws:sns/topic:Topic", made -> Map.of("arn", made.arn("sns", made.named("name")))),
            Map.entry("aws:sns/topicPolicy:TopicPolicy", made -> Map.of()),
            Map.entry("aws:sns/topicSubscription:TopicSubscription", made -> Map.of()),
            Map.entry("aws:ec2/vpc:Vpc", made -> Map.of()),
            Map.entry("aws:ec2/subnet:Subnet", made -> Map.of()),
            Map.entry("aws:ec2/internetGateway:InternetGateway", made -> Map.of()),
            Map.entry("aws:ec2/routeTable:RouteTable", made -> Map.of()),
            Map.entry("aws:ec2/route:Route", made -> Map.of()),
            Map.entry("aws:ec2/routeTableAssociation:RouteTableAssociation", made -> Map.of()),
            Map.entry("aws:ec2/securityGroup:SecurityGroup", made -> Map.of()),
            Map.entry("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", made -> Map.of()),
            Map.entry("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", made -> Map.of()),
            Map.entry(
                    "aws:lb/loadBalancer:LoadBalancer",
                    made -> Map.of(
                            "arn",
                            made.arn("elasticloadbalancing", "loadbalancer/app/%s/1".formatted(made.named("name"))),
                            "dnsName",
                            made.named("name") + ".elb.amazonaws.com")),
            Map.entry(
                    "aws:lb/targetGroup:TargetGroup",
                    made -> Map.of("arn", made.arn("elasticloadbalancing", "targetgroup/%s/1".formatted(made.name())))),
            Map.entry("aws:lb/listener:Listener", made -> Map.of()),
            Map.entry(
                    "aws:ecs/cluster:Cluster", made -> Map.of("arn", made.arn("ecs", "cluster/" + made.named("name")))),
            Map.entry(
                    "aws:ecs/taskDefinition:TaskDefinition",
                    made -> Map.of("arn", made.arn("ecs", "task-definition/%s:1".formatted(made.named("family"))))),
            Map.entry("aws:ecs/service:Service", made -> Map.of()));
}
