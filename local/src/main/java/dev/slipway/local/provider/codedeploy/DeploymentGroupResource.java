package dev.slipway.local.provider.codedeploy;

import com.pulumi.aws.codedeploy.DeploymentGroup;
import com.pulumi.aws.codedeploy.DeploymentGroupArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.OutdatedInstancesStrategy;
import software.amazon.awssdk.services.codedeploy.model.TriggerEventType;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;

/** A deployment group; its id is AWS's id of it, and {@code APPLICATION:GROUP} in an import. */
public final class DeploymentGroupResource implements ResourceHandler {
    private static final String NAME = "deploymentGroupName";

    private static final ResourceType TYPE = ResourceType.of(DeploymentGroup.class, DeploymentGroupArgs.class)
            .byDefault("deploymentConfigName", "CodeDeployDefault.OneAtATime")
            .byDefault("outdatedInstancesStrategy", "UPDATE")
            .byDefault("terminationHookEnabled", false)
            .byDefault("alarmConfiguration.ignorePollAlarmFailure", false)
            .byDefault("deploymentStyle.deploymentOption", "WITHOUT_TRAFFIC_CONTROL")
            .byDefault("deploymentStyle.deploymentType", "IN_PLACE")
            .computed("blueGreenDeploymentConfig", "deploymentStyle", "loadBalancerInfo")
            .replacedBy("appName")
            .unsupported("autoscalingGroups", "ec2TagFilters", "ec2TagSets", "onPremisesInstanceTagFilters")
            .refreshedByUpdate("arn")
            .sets(
                    "alarmConfiguration.alarms",
                    "autoRollbackConfiguration.events",
                    "triggerConfigurations",
                    "triggerConfigurations.*.triggerEvents",
                    "loadBalancerInfo.elbInfos",
                    "loadBalancerInfo.targetGroupInfos")
            .allow("appName", Allowed.length(1, 100))
            .allow(NAME, Allowed.length(1, 100))
            .allow("serviceRoleArn", Allowed.arn())
            .allow("autoRollbackConfiguration.events.*", Allowed.oneOf(AutoRollbackEvent.knownValues()))
            .allow("deploymentStyle.deploymentOption", Allowed.oneOf(DeploymentOption.knownValues()))
            .allow("deploymentStyle.deploymentType", Allowed.oneOf(DeploymentType.knownValues()))
            .allow("outdatedInstancesStrategy", Allowed.oneOf(OutdatedInstancesStrategy.knownValues()))
            .allow("triggerConfigurations.*.triggerEvents.*", Allowed.oneOf(TriggerEventType.knownValues()))
            .missingCodes("ApplicationDoesNotExistException", "DeploymentGroupDoesNotExistException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CreateDeploymentGroupRequest request = Shapes.write(
                        DeploymentGroupForm.write(inputs).with(NAME, inputs.get(NAME)),
                        CreateDeploymentGroupRequest.builder())
                .tags(DeployTags.write(inputs))
                .build();
        return call.onceRoleIsUsable(() -> call.clients().codeDeploy().createDeploymentGroup(request))
                .deploymentGroupId();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CodeDeployClient codeDeploy = call.clients().codeDeploy();
        Place place = Place.of(id, known);
        DeploymentGroupInfo group = codeDeploy
                .getDeploymentGroup(
                        request -> request.applicationName(place.application()).deploymentGroupName(place.group()))
                .deploymentGroupInfo();
        String arn = place.arn(call);
        return Optional.of(DeploymentGroupForm.read(group).with("arn", arn).with(Tags.ALL, DeployTags.read(call, arn)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        CodeDeployClient codeDeploy = call.clients().codeDeploy();
        PropertyMap inputs = change.inputs();
        Place before = Place.of(id, change.state());
        String name = inputs.need(NAME);
        UpdateDeploymentGroupRequest.Builder request = Shapes.write(
                        DeploymentGroupForm.write(inputs), UpdateDeploymentGroupRequest.builder())
                .currentDeploymentGroupName(before.group())
                .newDeploymentGroupName(name.equals(before.group()) ? null : name);
        DeploymentGroupForm.empty(request, inputs);
        call.onceRoleIsUsable(() -> codeDeploy.updateDeploymentGroup(request.build()));
        DeployTags.change(call, new Place(before.application(), name).arn(call), change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        Place place = Place.of(id, state);
        call.clients().codeDeploy().deleteDeploymentGroup(request -> request.applicationName(place.application())
                .deploymentGroupName(place.group()));
    }

    /** The two names that CodeDeploy finds a group by. */
    private record Place(String application, String group) {
        static Place of(String id, PropertyMap known) {
            int colon = id.indexOf(':');
            if (colon < 0 && !(known.has("appName") && known.has(NAME))) {
                throw new IllegalArgumentException(
                        "got the id \"" + id + "\" of a deployment group, expected APPLICATION:GROUP in an import");
            }
            return new Place(
                    known.text("appName", id.substring(0, Math.max(colon, 0))),
                    known.text(NAME, id.substring(colon + 1)));
        }

        String arn(Call call) {
            return DeployArn.of(call, "deploymentgroup:" + application + "/" + group);
        }
    }
}
