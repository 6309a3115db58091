package dev.slipway.local.provider.cloudwatch;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** An alarm on one metric. */
public final class MetricAlarmResource implements ResourceHandler {
    // The local cloud's answers leave these out, which says nothing about them.
    private static final String[] NOT_ALWAYS_TOLD = {
        "actionsEnabled",
        "alarmActions",
        "alarmDescription",
        "dimensions",
        "extendedStatistic",
        "insufficientDataActions",
        "okActions",
        "period",
        "statistic",
        "treatMissingData",
        "unit"
    };

    private static final ResourceType TYPE = ResourceType.of(MetricAlarm.class, MetricAlarmArgs.class)
            .autoName(AutoName.of("name", 255))
            .byDefault("actionsEnabled", true)
            .byDefault("treatMissingData", "missing")
            .computed("evaluateLowSampleCountPercentiles")
            .replacedBy("name")
            .unsupported("metricQueries", "thresholdMetricId")
            .sets("alarmActions", "okActions", "insufficientDataActions")
            .conflicting("statistic", "extendedStatistic")
            .allow("name", Allowed.length(1, 255))
            .allow("comparisonOperator", Allowed.oneOf(ComparisonOperator.knownValues()))
            .allow("statistic", Allowed.oneOf(Statistic.knownValues()))
            .allow("treatMissingData", Allowed.oneOf("breaching", "notBreaching", "ignore", "missing"))
            .allow("evaluationPeriods", Allowed.range(1, Integer.MAX_VALUE))
            .allow("datapointsToAlarm", Allowed.range(1, Integer.MAX_VALUE))
            .allow("unit", Allowed.oneOf(StandardUnit.knownValues()))
            .allow("alarmActions.*", Allowed.arn())
            .allow("okActions.*", Allowed.arn())
            .allow("insufficientDataActions.*", Allowed.arn())
            .missingCodes("ResourceNotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String name = inputs.need("name");
        call.clients()
                .cloudWatch()
                .putMetricAlarm(
                        alarm(inputs).tags(tags(inputs.textMap(Tags.ALL))).build());
        return name;
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CloudWatchClient cloudWatch = call.clients().cloudWatch();
        return cloudWatch
                .describeAlarms(request -> request.alarmNames(id).alarmTypes(AlarmType.METRIC_ALARM))
                .metricAlarms()
                .stream()
                .findFirst()
                .map(alarm -> {
                    Map<String, Object> dimensions = new TreeMap<>();
                    alarm.dimensions().forEach(dimension -> dimensions.put(dimension.name(), dimension.value()));
                    return known.only(NOT_ALWAYS_TOLD)
                            .withAll(Shapes.read(alarm, MetricAlarmArgs.class))
                            .with("name", id)
                            .with("arn", alarm.alarmArn())
                            .withAll(
                                    dimensions.isEmpty()
                                            ? PropertyMap.EMPTY
                                            : PropertyMap.EMPTY.with("dimensions", dimensions))
                            .with(
                                    Tags.ALL,
                                    Tags.read(
                                            cloudWatch
                                                    .listTagsForResource(
                                                            request -> request.resourceARN(alarm.alarmArn()))
                                                    .tags(),
                                            Tag::key,
                                            Tag::value));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        CloudWatchClient cloudWatch = call.clients().cloudWatch();
        cloudWatch.putMetricAlarm(alarm(change.inputs()).build());
        String arn = change.state().need("arn");
        Tags.change(
                change,
                gone -> cloudWatch.untagResource(
                        request -> request.resourceARN(arn).tagKeys(gone)),
                set -> cloudWatch.tagResource(
                        request -> request.resourceARN(arn).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().cloudWatch().deleteAlarms(request -> request.alarmNames(id));
    }

    private static PutMetricAlarmRequest.Builder alarm(PropertyMap inputs) {
        List<PropertyMap> dimensions = inputs.textMap("dimensions").entrySet().stream()
                .map(dimension ->
                        PropertyMap.EMPTY.with("name", dimension.getKey()).with("value", dimension.getValue()))
                .toList();
        PropertyMap alarm =
                inputs.without(Tags.OWN, Tags.ALL).renamed("name", "alarmName").with("dimensions", dimensions);
        return Shapes.write(alarm, PutMetricAlarmRequest.builder());
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
