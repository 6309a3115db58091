package dev.slipway.cicd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.inputs.RoleInlinePolicyArgs;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.ContainerName;
import dev.slipway.blueprint.EcrRepositoryName;
import dev.slipway.blueprint.EcsServiceName;
import dev.slipway.blueprint.FargateSize;
import dev.slipway.blueprint.LogRetentionDays;
import dev.slipway.blueprint.Range;
import dev.slipway.roles.Scope;
import dev.slipway.roles.StackKeyPolicy;
import dev.slipway.roles.TaskExecutionRole;
import dev.slipway.roles.TaskRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small Fargate service to try a pipeline on.
 *
 * <p>Creates a task definition with its log group, task role and execution role, a target group, a listener, and an ECS
 * service with a circuit breaker. Afterwards the service belongs to the pipeline: which task definition it uses and how
 * many tasks it runs are left alone, so that an update of the stack never undoes a deployment. Another container port
 * or other subnets replace the service, which then runs its first image again until the pipeline deploys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">AWS reference</a>
 */
public final class TrialService extends ComponentResource {
    private static final Range PORT = new Range(1, 65_535);
    // AWS allows a prefix of six characters, and a name that is too short for ours.
    private static final String TARGET_GROUP_PREFIX = "trial-";
    private static final int DEREGISTRATION_SECONDS = 30;
    private static final Range CHECK_INTERVAL = new Range(5, 300);
    private static final int CHECK_TIMEOUT_SECONDS = 5;
    private static final Range CHECK_GRACE = new Range(0, 7_200);

    @Export(name = "clusterName", refs = String.class)
    private final Output<String> clusterName;

    @Export(name = "serviceName", refs = String.class)
    private final Output<String> serviceName;

    @Export(name = "taskDefinitionArn", refs = String.class)
    private final Output<String> taskDefinitionArn;

    @Export(
            name = "taskRoleArns",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private final Output<List<String>> taskRoleArns;

    @Export(name = "url", refs = String.class)
    private final Output<String> url;

    private final String where;
    private final CustomResourceOptions inside;
    private final Output<Map<String, String>> tags;
    private final Output<Scope> scope;
    private final Output<String> wantedName;
    private final Output<String> containerName;
    private final Output<Integer> containerPort;

    /** Creates the service. */
    public TrialService(String name, TrialServiceArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:TrialService", name, options);
        this.where = "TrialService \"%s\"".formatted(name);
        this.inside = Children.of(this);
        this.tags = Tags.of(where, args.tags());
        this.scope = ScopeArgs.of(args.scope(), this);
        this.wantedName = Checked.text(
                where, "serviceName", EcsServiceName.RULE, args.serviceName().orElseGet(() -> Output.of(name)));
        this.containerName = Checked.text(
                where, "containerName", ContainerName.RULE, args.containerName().orElse(wantedName));
        this.containerPort = Checked.number(where, "containerPort", PORT, args.containerPort());

        var definition = taskDefinition(name, args);
        this.taskDefinitionArn = definition.arn();
        this.taskRoleArns = Output.tuple(definition.taskRoleArn(), definition.executionRoleArn())
                .applyValue(known -> List.of(known.t1.orElseThrow(), known.t2.orElseThrow()));
        var group = targetGroup(name, args);
        var listener = listener(name, args, group);
        var service = service(name, args, group, listener);
        this.clusterName = args.clusterName();
        this.serviceName = service.name();
        this.url = Output.tuple(args.loadBalancerDnsName(), args.listenerPort())
                .applyValue(known -> "http://%s:%d/".formatted(known.t1, known.t2));

        registerOutputs(Map.of(
                "clusterName", clusterName,
                "serviceName", serviceName,
                "taskDefinitionArn", taskDefinitionArn,
                "taskRoleArns", taskRoleArns,
                "url", url));
    }

    private TaskDefinition taskDefinition(String name, TrialServiceArgs args) {
        var logArguments = LogGroupArgs.builder()
                .name(wantedName.applyValue(known -> StackKeyPolicy.TRIAL_LOGS + known))
                .retentionInDays(args.logRetentionDays()
                        .applyValue(days ->
                                Checked.named(where, "logRetentionDays", () -> new LogRetentionDays(days).value())))
                .tags(tags);
        args.keyArn().ifPresent(logArguments::kmsKeyId);
        var logs = new LogGroup(name + "-logs", logArguments.build(), inside);
        var size = Output.tuple(args.cpu(), args.memory())
                .applyValue(known -> Checked.named(where, "memory", () -> {
                    FargateSize.require(known.t1, known.t2);
                    return known;
                }));
        var container = Output.tuple(containerName, args.image(), containerPort, logs.name(), scope)
                .applyValue(known -> container(known.t1, known.t2, known.t3, known.t4, known.t5.region()));
        return new TaskDefinition(
                name + "-task",
                TaskDefinitionArgs.builder()
                        .family(wantedName)
                        .requiresCompatibilities("FARGATE")
                        .networkMode("awsvpc")
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .operatingSystemFamily("LINUX")
                                .cpuArchitecture("X86_64")
                                .build())
                        .cpu(size.applyValue(known -> String.valueOf(known.t1)))
                        .memory(size.applyValue(known -> String.valueOf(known.t2)))
                        .taskRoleArn(taskRole(name).arn())
                        .executionRoleArn(executionRole(name, args).arn())
                        .containerDefinitions(container)
                        .tags(tags)
                        .build(),
                inside);
    }

    private Role taskRole(String name) {
        return new Role(
                name + "-task-role",
                RoleArgs.builder()
                        .name(wantedName.applyValue(known -> RoleNames.of(where, known, "task")))
                        .description("Runs in the containers of " + name)
                        .assumeRolePolicy(scope.applyValue(
                                known -> new TaskRole(known).trust().toJson()))
                        .tags(tags)
                        .build(),
                inside);
    }

    private Role executionRole(String name, TrialServiceArgs args) {
        var repository = Checked.text(where, "repositoryName", EcrRepositoryName.RULE, args.repositoryName());
        var role = Output.tuple(scope, repository, wantedName)
                .applyValue(known -> new TaskExecutionRole(known.t1, known.t2, StackKeyPolicy.TRIAL_LOGS + known.t3));
        return new Role(
                name + "-execution-role",
                RoleArgs.builder()
                        .name(wantedName.applyValue(known -> RoleNames.of(where, known, "execution")))
                        .description("Starts the tasks of " + name)
                        .assumeRolePolicy(role.applyValue(known -> known.trust().toJson()))
                        .inlinePolicies(RoleInlinePolicyArgs.builder()
                                .name("start")
                                .policy(role.applyValue(
                                        known -> known.permissions().toJson()))
                                .build())
                        .tags(tags)
                        .build(),
                inside);
    }

    private static String container(String name, String image, int port, String logGroup, String region) {
        var mapping = new JsonObject();
        mapping.addProperty("containerPort", port);
        mapping.addProperty("hostPort", port);
        mapping.addProperty("protocol", "tcp");
        var mappings = new JsonArray();
        mappings.add(mapping);
        var logOptions = new JsonObject();
        logOptions.addProperty("awslogs-group", logGroup);
        logOptions.addProperty("awslogs-region", region);
        logOptions.addProperty("awslogs-stream-prefix", name);
        var logs = new JsonObject();
        logs.addProperty("logDriver", "awslogs");
        logs.add("options", logOptions);
        var container = new JsonObject();
        container.addProperty("name", name);
        container.addProperty("image", image);
        container.addProperty("essential", true);
        container.add("portMappings", mappings);
        container.add("logConfiguration", logs);
        var containers = new JsonArray();
        containers.add(container);
        return containers.toString();
    }

    private TargetGroup targetGroup(String name, TrialServiceArgs args) {
        var interval =
                Checked.number(where, "healthCheckIntervalSeconds", CHECK_INTERVAL, args.healthCheckIntervalSeconds());
        return new TargetGroup(
                name + "-targets",
                TargetGroupArgs.builder()
                        .namePrefix(TARGET_GROUP_PREFIX)
                        .vpcId(args.vpcId())
                        .port(containerPort)
                        .protocol("HTTP")
                        .targetType("ip")
                        .deregistrationDelay(DEREGISTRATION_SECONDS)
                        .healthCheck(TargetGroupHealthCheckArgs.builder()
                                .path(args.healthCheckPath())
                                .matcher("200-399")
                                .interval(interval)
                                // AWS wants an answer before the next check.
                                .timeout(interval.applyValue(seconds -> Math.min(CHECK_TIMEOUT_SECONDS, seconds - 1)))
                                .build())
                        .tags(tags)
                        .build(),
                inside);
    }

    private Listener listener(String name, TrialServiceArgs args, TargetGroup group) {
        return new Listener(
                name + "-listener",
                ListenerArgs.builder()
                        .loadBalancerArn(args.loadBalancerArn())
                        .port(Checked.number(where, "listenerPort", PORT, args.listenerPort()))
                        .protocol("HTTP")
                        .defaultActions(ListenerDefaultActionArgs.builder()
                                .type("forward")
                                .targetGroupArn(group.arn())
                                .build())
                        .tags(tags)
                        .build(),
                inside);
    }

    private Service service(String name, TrialServiceArgs args, TargetGroup group, Listener listener) {
        return new Service(
                name,
                ServiceArgs.builder()
                        .name(wantedName)
                        .cluster(args.clusterArn())
                        .taskDefinition(taskDefinitionArn)
                        .desiredCount(args.desiredCount())
                        .launchType("FARGATE")
                        .healthCheckGracePeriodSeconds(Checked.number(
                                where, "healthCheckGraceSeconds", CHECK_GRACE, args.healthCheckGraceSeconds()))
                        .deploymentMinimumHealthyPercent(100)
                        .deploymentMaximumPercent(200)
                        .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                                .enable(true)
                                .rollback(true)
                                .build())
                        .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                                .subnets(args.subnetIds())
                                .securityGroups(args.taskSecurityGroupId().applyValue(List::of))
                                .assignPublicIp(true)
                                .build())
                        .loadBalancers(ServiceLoadBalancerArgs.builder()
                                .targetGroupArn(group.arn())
                                .containerName(containerName)
                                .containerPort(containerPort)
                                .build())
                        .propagateTags("SERVICE")
                        .tags(tags)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(listener)
                        .ignoreChanges(List.of("taskDefinition", "desiredCount"))
                        // Another target group is one of another port or VPC. The running revision is the pipeline's
                        // and
                        // has the old port: ECS refuses a new one in place. A new service starts with the revision of
                        // the stack, which has it.
                        .replaceOnChanges(List.of("loadBalancers", "networkConfiguration.subnets"))
                        // The name stays, and ECS knows a name once.
                        .deleteBeforeReplace(true)
                        .build());
    }

    /** Name of the cluster. */
    public Output<String> clusterName() {
        return clusterName;
    }

    /** Name of the service. */
    public Output<String> serviceName() {
        return serviceName;
    }

    /** ARN of the first task definition. */
    public Output<String> taskDefinitionArn() {
        return taskDefinitionArn;
    }

    /** The task role and the execution role. */
    public Output<List<String>> taskRoleArns() {
        return taskRoleArns;
    }

    /** Where the load balancer shows the service. */
    public Output<String> url() {
        return url;
    }
}
