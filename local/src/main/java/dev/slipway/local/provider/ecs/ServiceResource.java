package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceAlarmsArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** A service; its id is the ARN. */
public final class ServiceResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Service.class, ServiceArgs.class)
            .autoName(AutoName.of("name", 255))
            .byDefault("deploymentMaximumPercent", 200)
            .byDefault("deploymentMinimumHealthyPercent", 100)
            .byDefault("enableEcsManagedTags", false)
            .byDefault("enableExecuteCommand", false)
            .byDefault("schedulingStrategy", "REPLICA")
            .byDefault("waitForSteadyState", false)
            .byDefault("deploymentController.type", "ECS")
            .byDefault("networkConfiguration.assignPublicIp", false)
            .computed(
                    "cluster",
                    "deploymentController",
                    "iamRole",
                    "launchType",
                    "platformVersion",
                    "triggers",
                    "networkConfiguration.securityGroups")
            .replacedBy("cluster", "launchType", "name", "schedulingStrategy", "deploymentController")
            .replacedByPresence("capacityProviderStrategies")
            .unsupported(
                    "availabilityZoneRebalancing",
                    "iamRole",
                    "orderedPlacementStrategies",
                    "placementConstraints",
                    "serviceConnectConfiguration",
                    "serviceRegistries",
                    "volumeConfiguration",
                    "vpcLatticeConfigurations")
            .notReadable("forceDelete", "forceNewDeployment", "triggers", "waitForSteadyState")
            .sets(
                    "loadBalancers",
                    "capacityProviderStrategies",
                    "networkConfiguration.subnets",
                    "networkConfiguration.securityGroups",
                    "alarms.alarmNames")
            .sameWhen("cluster", ServiceResource::sameName)
            .sameWhen("taskDefinition", ServiceResource::sameName)
            .conflicting("launchType", "capacityProviderStrategies")
            .allow("name", Allowed.pattern("[\\w-]{1,255}", "1 to 255 of letters, digits, - and _"))
            .allow("launchType", Allowed.oneOf(LaunchType.knownValues()))
            .allow("schedulingStrategy", Allowed.oneOf(SchedulingStrategy.knownValues()))
            .allow("propagateTags", Allowed.oneOf(PropagateTags.knownValues()))
            .allow("deploymentController.type", Allowed.oneOf(DeploymentControllerType.knownValues()))
            .allow("desiredCount", Allowed.range(0, Integer.MAX_VALUE))
            .allow("loadBalancers.*.containerPort", Allowed.range(0, 65535))
            .missingCodes("ServiceNotFoundException", "ServiceNotActiveException", "ClusterNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        EcsClient ecs = call.clients().ecs();
        CreateServiceRequest request = Shapes.write(
                        common(inputs)
                                .withAll(inputs.only(
                                        "cluster",
                                        "launchType",
                                        "loadBalancers",
                                        "schedulingStrategy",
                                        "deploymentController"))
                                .with("serviceName", inputs.text("name")),
                        CreateServiceRequest.builder())
                .tags(EcsTags.write(inputs.textMap(Tags.ALL)))
                .build();
        String id = call.onceRoleIsUsable(() -> ecs.createService(request))
                .service()
                .serviceArn();
        return Steps.after(id, () -> steady(call, id, inputs));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return find(call, id).map(service -> {
            PropertyMap state = Shapes.read(service, ServiceArgs.class)
                    .with("name", service.serviceName())
                    .with("cluster", service.clusterArn())
                    .with("taskDefinition", service.taskDefinition())
                    .with("iamRole", service.roleArn() == null ? "/aws-service-role" : service.roleArn())
                    .with("triggers", known.get("triggers"))
                    .with(Tags.ALL, EcsTags.read(service.tags()));
            DeploymentConfiguration deployment = service.deploymentConfiguration();
            if (deployment != null) {
                state = state.with("deploymentMaximumPercent", deployment.maximumPercent())
                        .with("deploymentMinimumHealthyPercent", deployment.minimumHealthyPercent());
                if (deployment.deploymentCircuitBreaker() != null) {
                    state = state.with(
                            "deploymentCircuitBreaker",
                            Shapes.read(
                                    deployment.deploymentCircuitBreaker(), ServiceDeploymentCircuitBreakerArgs.class));
                }
                if (deployment.alarms() != null) {
                    state = state.with("alarms", Shapes.read(deployment.alarms(), ServiceAlarmsArgs.class));
                }
            }
            if (service.networkConfiguration() != null
                    && service.networkConfiguration().awsvpcConfiguration() != null) {
                AwsVpcConfiguration network = service.networkConfiguration().awsvpcConfiguration();
                state = state.with(
                        "networkConfiguration",
                        PropertyMap.EMPTY
                                .with("subnets", network.subnets())
                                .with("securityGroups", network.securityGroups())
                                .with("assignPublicIp", network.assignPublicIp() == AssignPublicIp.ENABLED));
            }
            return withoutImplied(state, known);
        });
    }

    // What AWS tells of a service although no program asked for it.
    private static PropertyMap withoutImplied(PropertyMap state, PropertyMap known) {
        PropertyMap asked = state;
        if (asked.objects("capacityProviderStrategies").isEmpty()) {
            asked = asked.without("capacityProviderStrategies");
        }
        return asked.text("propagateTags", "NONE").equals("NONE") && !known.has("propagateTags")
                ? asked.without("propagateTags")
                : asked;
    }

    @Override
    public void update(Call call, String id, Change change) {
        PropertyMap inputs = change.inputs();
        PropertyMap service = common(inputs)
                .with("service", id)
                .with("cluster", cluster(id))
                .with("loadBalancers", inputs.has("loadBalancers") ? inputs.get("loadBalancers") : List.of())
                .with("forceNewDeployment", inputs.flag("forceNewDeployment") ? true : null);
        UpdateServiceRequest request =
                Shapes.write(service, UpdateServiceRequest.builder()).build();
        call.onceRoleIsUsable(() -> call.clients().ecs().updateService(request));
        EcsTags.change(call, id, change);
        steady(call, id, inputs);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        EcsClient ecs = call.clients().ecs();
        if (find(call, id).isEmpty()) {
            return;
        }
        if (!state.flag("forceDelete") && "REPLICA".equals(state.text("schedulingStrategy", "REPLICA"))) {
            ecs.updateService(
                    request -> request.cluster(cluster(id)).service(id).desiredCount(0));
        }
        ecs.deleteService(request -> request.cluster(cluster(id)).service(id).force(state.flag("forceDelete")));
        call.waitFor("the service to be gone", () -> find(call, id).isEmpty());
    }

    private static PropertyMap common(PropertyMap inputs) {
        PropertyMap deployment = PropertyMap.EMPTY
                .with("maximumPercent", inputs.get("deploymentMaximumPercent"))
                .with("minimumHealthyPercent", inputs.get("deploymentMinimumHealthyPercent"))
                .with("deploymentCircuitBreaker", inputs.get("deploymentCircuitBreaker"))
                .with("alarms", inputs.get("alarms"));
        PropertyMap network = inputs.object("networkConfiguration");
        PropertyMap vpc = PropertyMap.EMPTY.with(
                "awsvpcConfiguration",
                network.with("assignPublicIp", network.flag("assignPublicIp") ? "ENABLED" : "DISABLED"));
        return inputs.only(
                        "capacityProviderStrategies",
                        "enableExecuteCommand",
                        "healthCheckGracePeriodSeconds",
                        "platformVersion",
                        "propagateTags",
                        "taskDefinition")
                .with("enableECSManagedTags", inputs.get("enableEcsManagedTags"))
                .with("deploymentConfiguration", deployment)
                .with("networkConfiguration", inputs.has("networkConfiguration") ? vpc : null)
                .with("desiredCount", inputs.has("desiredCount") ? inputs.get("desiredCount") : 0);
    }

    private static void steady(Call call, String id, PropertyMap inputs) {
        if (inputs.flag("waitForSteadyState")) {
            call.waitFor("the service to reach a steady state", () -> find(call, id).stream()
                    .allMatch(service -> service.deployments().size() == 1
                            && service.runningCount().equals(service.desiredCount())));
        }
    }

    private static Optional<software.amazon.awssdk.services.ecs.model.Service> find(Call call, String id) {
        return call
                .clients()
                .ecs()
                .describeServices(
                        request -> request.cluster(cluster(id)).services(id).include(ServiceField.TAGS))
                .services()
                .stream()
                .filter(service -> !"INACTIVE".equals(service.status()))
                .findFirst();
    }

    // arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME
    private static String cluster(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length == 3 ? parts[1] : "default";
    }

    // A name and the ARN that ends in it are the same cluster or revision.
    private static boolean sameName(Object a, Object b) {
        String left = a.toString();
        String right = b.toString();
        return left.substring(left.lastIndexOf('/') + 1).equals(right.substring(right.lastIndexOf('/') + 1));
    }
}
