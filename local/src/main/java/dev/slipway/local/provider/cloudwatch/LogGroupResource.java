package dev.slipway.local.provider.cloudwatch;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** A log group. */
public final class LogGroupResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(LogGroup.class, LogGroupArgs.class)
            .autoName(AutoName.of("name", 512))
            .byDefault("retentionInDays", 0)
            .byDefault("skipDestroy", false)
            .computed("logGroupClass", "namePrefix")
            .replacedBy("name", "namePrefix", "logGroupClass")
            .conflicting("name", "namePrefix")
            .notReadable("skipDestroy", "namePrefix")
            .allow("name", Allowed.pattern("[.\\-_/#A-Za-z0-9]{1,512}", "1 to 512 of letters, digits and . - _ / #"))
            .allow(
                    "retentionInDays",
                    Allowed.oneOf(
                            0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
                            2922, 3288, 3653))
            .allow("logGroupClass", Allowed.oneOf(LogGroupClass.knownValues()))
            .allow("kmsKeyId", Allowed.arn())
            .missingCodes("ResourceNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CloudWatchLogsClient logs = call.clients().logs();
        String name = inputs.need("name");
        Map<String, String> tags = inputs.textMap(Tags.ALL);
        logs.createLogGroup(request -> request.logGroupName(name)
                .kmsKeyId(inputs.text("kmsKeyId"))
                .logGroupClass(inputs.text("logGroupClass"))
                // AWS takes no empty map.
                .tags(tags.isEmpty() ? null : tags));
        return Steps.after(name, () -> retain(logs, name, inputs));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CloudWatchLogsClient logs = call.clients().logs();
        return logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(id)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(id))
                .findFirst()
                .map(group -> {
                    String arn = group.arn().replaceFirst(":\\*$", "");
                    return PropertyMap.EMPTY
                            .with("arn", arn)
                            .with("name", group.logGroupName())
                            .with("retentionInDays", group.retentionInDays() == null ? 0 : group.retentionInDays())
                            .with("kmsKeyId", group.kmsKeyId())
                            .with(
                                    "logGroupClass",
                                    group.logGroupClassAsString() == null ? "STANDARD" : group.logGroupClassAsString())
                            .with(
                                    Tags.ALL,
                                    Tags.read(logs.listTagsForResource(request -> request.resourceArn(arn))
                                            .tags()));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        CloudWatchLogsClient logs = call.clients().logs();
        if (change.touches("retentionInDays")) {
            retain(logs, id, change.inputs());
        }
        if (change.touches("kmsKeyId")) {
            String key = change.inputs().text("kmsKeyId", "");
            if (key.isEmpty()) {
                logs.disassociateKmsKey(request -> request.logGroupName(id));
            } else {
                logs.associateKmsKey(request -> request.logGroupName(id).kmsKeyId(key));
            }
        }
        String arn = change.state().need("arn");
        Tags.change(
                change,
                gone -> logs.untagResource(request -> request.resourceArn(arn).tagKeys(gone)),
                set -> logs.tagResource(request -> request.resourceArn(arn).tags(set)));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        if (!state.flag("skipDestroy")) {
            call.clients().logs().deleteLogGroup(request -> request.logGroupName(id));
        }
    }

    private static void retain(CloudWatchLogsClient logs, String name, PropertyMap inputs) {
        Integer days = inputs.integer("retentionInDays");
        if (days == null || days == 0) {
            logs.deleteRetentionPolicy(request -> request.logGroupName(name));
        } else {
            logs.putRetentionPolicy(request -> request.logGroupName(name).retentionInDays(days));
        }
    }
}
