package dev.slipway.local.provider.lb;

import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Where a load balancer sends requests; its id is the ARN. */
public final class TargetGroupResource implements ResourceHandler {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "deregistrationDelay", "deregistration_delay.timeout_seconds",
            "slowStart", "slow_start.duration_seconds",
            "loadBalancingAlgorithmType", "load_balancing.algorithm.type");

    private static final ResourceType TYPE = ResourceType.of(TargetGroup.class, TargetGroupArgs.class)
            .autoName(AutoName.of("name", 32))
            .byDefault("deregistrationDelay", 300)
            .byDefault("lambdaMultiValueHeadersEnabled", false)
            .byDefault("proxyProtocolV2", false)
            .byDefault("slowStart", 0)
            .byDefault("targetType", "instance")
            .byDefault("healthCheck.enabled", true)
            .byDefault("healthCheck.healthyThreshold", 3)
            .byDefault("healthCheck.interval", 30)
            .byDefault("healthCheck.port", "traffic-port")
            .byDefault("healthCheck.protocol", "HTTP")
            .byDefault("healthCheck.unhealthyThreshold", 3)
            .computed(
                    "healthCheck",
                    "healthCheck.matcher",
                    "healthCheck.path",
                    "healthCheck.timeout",
                    "ipAddressType",
                    "loadBalancingAlgorithmType",
                    "namePrefix",
                    "protocolVersion")
            .replacedBy(
                    "name", "namePrefix", "port", "protocol", "protocolVersion", "targetType", "vpcId", "ipAddressType")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix", "lambdaMultiValueHeadersEnabled", "proxyProtocolV2")
            .unsupported(
                    "connectionTermination",
                    "lambdaMultiValueHeadersEnabled",
                    "loadBalancingAnomalyMitigation",
                    "loadBalancingCrossZoneEnabled",
                    "preserveClientIp",
                    "proxyProtocolV2",
                    "stickiness",
                    "targetFailovers",
                    "targetGroupHealth",
                    "targetHealthStates")
            .allow(
                    "name",
                    Allowed.pattern(
                            "(?!-)[A-Za-z0-9-]{1,32}(?<!-)",
                            "1 to 32 letters, digits and dashes, no dash first or last"))
            .allow("port", Allowed.range(1, 65535))
            .allow("protocol", Allowed.oneOf(ProtocolEnum.knownValues()))
            .allow("targetType", Allowed.oneOf(TargetTypeEnum.knownValues()))
            .allow("deregistrationDelay", Allowed.range(0, 3600))
            .allow("healthCheck.interval", Allowed.range(5, 300))
            .allow("healthCheck.timeout", Allowed.range(2, 120))
            .allow("healthCheck.healthyThreshold", Allowed.range(2, 10))
            .allow("healthCheck.unhealthyThreshold", Allowed.range(2, 10))
            .missingCodes("TargetGroupNotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        if (!known.text("targetType", "").equals("lambda")) {
            PropertyMap health = known.object("healthCheck");
            Integer timeout = health.integer("timeout");
            Integer interval = health.integer("interval");
            if (timeout != null && interval != null && timeout >= interval) {
                problem.accept(
                        "healthCheck.timeout", "got " + timeout + ", expected less than the interval " + interval);
            }
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        CreateTargetGroupRequest request = Shapes.write(
                        inputs.only(
                                        "name",
                                        "port",
                                        "protocol",
                                        "protocolVersion",
                                        "targetType",
                                        "vpcId",
                                        "ipAddressType")
                                .withAll(health(inputs.object("healthCheck"))),
                        CreateTargetGroupRequest.builder())
                .tags(inputs.textMap(Tags.ALL).isEmpty() ? null : LoadBalancingTags.write(inputs.textMap(Tags.ALL)))
                .build();
        String id = balancing.createTargetGroup(request).targetGroups().get(0).targetGroupArn();
        return Steps.after(id, () -> attributes(balancing, id, inputs));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        return balancing.describeTargetGroups(request -> request.targetGroupArns(id)).targetGroups().stream()
                .findFirst()
                .map(group -> {
                    Map<String, String> attributes = new TreeMap<>();
                    balancing
                            .describeTargetGroupAttributes(request -> request.targetGroupArn(id))
                            .attributes()
                            .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
                    return Shapes.read(group, TargetGroupArgs.class)
                            .withAll(known.only(ATTRIBUTES.keySet().toArray(new String[0])))
                            .withAll(Attributes.read(ATTRIBUTES, attributes))
                            .with("arn", id)
                            .with("arnSuffix", id.substring(id.lastIndexOf(':') + 1))
                            .with("name", group.targetGroupName())
                            .with("loadBalancerArns", group.loadBalancerArns())
                            .with("healthCheck", health(group))
                            .with(Tags.ALL, LoadBalancingTags.read(call, id));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        attributes(balancing, id, change.inputs());
        if (change.inputs().has("healthCheck") && change.touches("healthCheck")) {
            ModifyTargetGroupRequest request = Shapes.write(
                            health(change.inputs().object("healthCheck")).with("targetGroupArn", id),
                            ModifyTargetGroupRequest.builder())
                    .build();
            balancing.modifyTargetGroup(request);
        }
        LoadBalancingTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().loadBalancing().deleteTargetGroup(request -> request.targetGroupArn(id));
    }

    private static PropertyMap health(PropertyMap check) {
        PropertyMap matcher = PropertyMap.EMPTY.with("httpCode", check.text("matcher"));
        return PropertyMap.EMPTY
                .with("healthCheckEnabled", check.get("enabled"))
                .with("healthyThresholdCount", check.get("healthyThreshold"))
                .with("unhealthyThresholdCount", check.get("unhealthyThreshold"))
                .with("healthCheckIntervalSeconds", check.get("interval"))
                .with("healthCheckTimeoutSeconds", check.get("timeout"))
                .with("healthCheckPath", check.get("path"))
                .with("healthCheckPort", check.get("port"))
                .with("healthCheckProtocol", check.get("protocol"))
                .with("matcher", check.has("matcher") ? matcher : null);
    }

    private static PropertyMap health(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        return PropertyMap.EMPTY
                .with("enabled", group.healthCheckEnabled())
                .with("healthyThreshold", group.healthyThresholdCount())
                .with("unhealthyThreshold", group.unhealthyThresholdCount())
                .with("interval", group.healthCheckIntervalSeconds())
                .with("timeout", group.healthCheckTimeoutSeconds())
                .with("path", group.healthCheckPath())
                .with("port", group.healthCheckPort())
                .with("protocol", group.healthCheckProtocolAsString())
                .with(
                        "matcher",
                        group.matcher() == null ? null : group.matcher().httpCode());
    }

    private static void attributes(ElasticLoadBalancingV2Client balancing, String id, PropertyMap inputs) {
        List<TargetGroupAttribute> attributes = Attributes.write(ATTRIBUTES, inputs).entrySet().stream()
                .map(attribute -> TargetGroupAttribute.builder()
                        .key(attribute.getKey())
                        .value(attribute.getValue())
                        .build())
                .toList();
        balancing.modifyTargetGroupAttributes(
                request -> request.targetGroupArn(id).attributes(attributes));
    }
}
