package dev.slipway.local.provider.ecs;

import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;

/** A cluster; its id is the ARN. */
public final class ClusterResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Cluster.class, ClusterArgs.class)
            .autoName(AutoName.of("name", 255))
            .computed("settings")
            .replacedBy("name")
            .unsupported("configuration", "serviceConnectDefaults")
            .sets("settings")
            .allow("name", Allowed.pattern("[\\w-]{1,255}", "1 to 255 of letters, digits, - and _"))
            .allow("settings.*.name", Allowed.oneOf(ClusterSettingName.knownValues()))
            .missingCodes("ClusterNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        return call.clients()
                .ecs()
                .createCluster(request -> request.clusterName(inputs.text("name"))
                        .settings(settings(inputs))
                        .tags(EcsTags.write(inputs.textMap(Tags.ALL))))
                .cluster()
                .clusterArn();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call
                .clients()
                .ecs()
                .describeClusters(request -> request.clusters(id).include(ClusterField.SETTINGS, ClusterField.TAGS))
                .clusters()
                .stream()
                .filter(cluster -> !"INACTIVE".equals(cluster.status()))
                .findFirst()
                .map(cluster -> PropertyMap.EMPTY
                        .with("arn", cluster.clusterArn())
                        .with("name", cluster.clusterName())
                        .with(
                                "settings",
                                cluster.settings().stream()
                                        .map(setting -> Shapes.read(setting, ClusterSettingArgs.class))
                                        .toList())
                        .with(Tags.ALL, EcsTags.read(cluster.tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        if (change.inputs().has("settings") && change.touches("settings")) {
            call.clients().ecs().updateCluster(request -> request.cluster(id).settings(settings(change.inputs())));
        }
        EcsTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ecs().deleteCluster(request -> request.cluster(id));
    }

    private static List<ClusterSetting> settings(PropertyMap inputs) {
        return inputs.objects("settings").stream()
                .map(setting -> Shapes.write(setting, ClusterSetting.builder()).build())
                .toList();
    }
}
