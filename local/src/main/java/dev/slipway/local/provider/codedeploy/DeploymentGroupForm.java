package dev.slipway.local.provider.codedeploy;

import com.pulumi.aws.codedeploy.DeploymentGroupArgs;
import com.pulumi.aws.codedeploy.inputs.DeploymentGroupBlueGreenDeploymentConfigArgs;
import com.pulumi.aws.codedeploy.inputs.DeploymentGroupEcsServiceArgs;
import com.pulumi.aws.codedeploy.inputs.DeploymentGroupLoadBalancerInfoArgs;
import com.pulumi.aws.codedeploy.inputs.DeploymentGroupLoadBalancerInfoTargetGroupPairInfoArgs;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.LoadBalancerInfo;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;

/** Between Pulumi's form of a deployment group and AWS's: where AWS has lists of one element, Pulumi has the element. */
final class DeploymentGroupForm {
    private DeploymentGroupForm() {}

    /** All but the group's name, which an update calls by another name, and the tags. */
    static PropertyMap write(PropertyMap inputs) {
        return inputs.without(Tags.OWN, Tags.ALL, "deploymentGroupName")
                .renamed("appName", "applicationName")
                .renamed("blueGreenDeploymentConfig", "blueGreenDeploymentConfiguration")
                .renamed("ecsService", "ecsServices")
                .mapObject("alarmConfiguration", alarms -> alarms.with("alarms", named(alarms.texts("alarms"))))
                .mapObject("loadBalancerInfo", info -> info.renamed("elbInfos", "elbInfoList")
                        .renamed("targetGroupInfos", "targetGroupInfoList")
                        .renamed("targetGroupPairInfo", "targetGroupPairInfoList"));
    }

    /** UpdateDeploymentGroup keeps what it is not given, so what shall be gone is given empty. */
    static void empty(UpdateDeploymentGroupRequest.Builder request, PropertyMap inputs) {
        if (!inputs.has("alarmConfiguration")) {
            request.alarmConfiguration(alarms -> alarms.enabled(false).alarms(List.of()));
        }
        if (!inputs.has("autoRollbackConfiguration")) {
            request.autoRollbackConfiguration(
                    rollback -> rollback.enabled(false).events(List.of()));
        }
        if (!inputs.has("triggerConfigurations")) {
            request.triggerConfigurations(List.of());
        }
    }

    static PropertyMap read(DeploymentGroupInfo group) {
        return Shapes.read(group, DeploymentGroupArgs.class)
                .with("appName", group.applicationName())
                .with("computePlatform", group.computePlatformAsString())
                .with("deploymentGroupId", group.deploymentGroupId())
                .with(
                        "blueGreenDeploymentConfig",
                        group.blueGreenDeploymentConfiguration() == null
                                ? null
                                : Shapes.read(
                                        group.blueGreenDeploymentConfiguration(),
                                        DeploymentGroupBlueGreenDeploymentConfigArgs.class))
                .with("ecsService", first(group.ecsServices(), DeploymentGroupEcsServiceArgs.class))
                .with("loadBalancerInfo", balancer(group.loadBalancerInfo()))
                .with("alarmConfiguration", alarms(group.alarmConfiguration()))
                .with("autoRollbackConfiguration", rollback(group.autoRollbackConfiguration()))
                .with("terminationHookEnabled", Boolean.TRUE.equals(group.terminationHookEnabled()));
    }

    private static @Nullable PropertyMap balancer(@Nullable LoadBalancerInfo info) {
        return info == null
                ? null
                : Shapes.read(info, DeploymentGroupLoadBalancerInfoArgs.class)
                        .with(
                                "targetGroupPairInfo",
                                first(
                                        info.targetGroupPairInfoList(),
                                        DeploymentGroupLoadBalancerInfoTargetGroupPairInfoArgs.class));
    }

    // Without alarms and not enabled is what AWS has when a program says nothing.
    private static @Nullable PropertyMap alarms(@Nullable AlarmConfiguration alarms) {
        if (alarms == null
                || (!Boolean.TRUE.equals(alarms.enabled()) && alarms.alarms().isEmpty())) {
            return null;
        }
        return PropertyMap.EMPTY
                .with("enabled", alarms.enabled())
                .with("ignorePollAlarmFailure", Boolean.TRUE.equals(alarms.ignorePollAlarmFailure()))
                .with("alarms", alarms.alarms().stream().map(Alarm::name).toList());
    }

    private static @Nullable PropertyMap rollback(@Nullable AutoRollbackConfiguration rollback) {
        if (rollback == null
                || (!Boolean.TRUE.equals(rollback.enabled())
                        && rollback.events().isEmpty())) {
            return null;
        }
        return PropertyMap.EMPTY.with("enabled", rollback.enabled()).with("events", rollback.eventsAsStrings());
    }

    private static @Nullable PropertyMap first(List<? extends SdkPojo> elements, Class<?> args) {
        return elements.isEmpty() ? null : Shapes.read(elements.get(0), args);
    }

    private static List<PropertyMap> named(List<String> names) {
        return names.stream().map(name -> PropertyMap.EMPTY.with("name", name)).toList();
    }
}
