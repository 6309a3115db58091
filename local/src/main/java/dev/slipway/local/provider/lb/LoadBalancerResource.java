package dev.slipway.local.provider.lb;

import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import dev.slipway.local.provider.aws.Call;
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
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;

/** An application or network load balancer; its id is the ARN. */
public final class LoadBalancerResource implements ResourceHandler {
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("clientKeepAlive", "client_keep_alive.seconds"),
            Map.entry("desyncMitigationMode", "routing.http.desync_mitigation_mode"),
            Map.entry("dropInvalidHeaderFields", "routing.http.drop_invalid_header_fields.enabled"),
            Map.entry("enableCrossZoneLoadBalancing", "load_balancing.cross_zone.enabled"),
            Map.entry("enableDeletionProtection", "deletion_protection.enabled"),
            Map.entry("enableHttp2", "routing.http2.enabled"),
            Map.entry("idleTimeout", "idle_timeout.timeout_seconds"),
            Map.entry("preserveHostHeader", "routing.http.preserve_host_header.enabled"),
            Map.entry("xffHeaderProcessingMode", "routing.http.xff_header_processing.mode"));
    private static final Set<String> APPLICATION_ONLY = Set.of(
            "clientKeepAlive",
            "desyncMitigationMode",
            "dropInvalidHeaderFields",
            "enableHttp2",
            "idleTimeout",
            "preserveHostHeader",
            "xffHeaderProcessingMode");

    private static final ResourceType TYPE = ResourceType.of(LoadBalancer.class, LoadBalancerArgs.class)
            .autoName(AutoName.of("name", 32))
            .byDefault("clientKeepAlive", 3600)
            .byDefault("desyncMitigationMode", "defensive")
            .byDefault("dropInvalidHeaderFields", false)
            .byDefault("enableDeletionProtection", false)
            .byDefault("enableHttp2", true)
            .byDefault("idleTimeout", 60)
            .byDefault("loadBalancerType", "application")
            .byDefault("preserveHostHeader", false)
            .byDefault("xffHeaderProcessingMode", "append")
            .computed("internal", "ipAddressType", "namePrefix", "securityGroups", "subnets")
            .replacedBy("name", "namePrefix", "internal", "loadBalancerType")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix")
            .unsupported(
                    "accessLogs",
                    "connectionLogs",
                    "customerOwnedIpv4Pool",
                    "dnsRecordClientRoutingPolicy",
                    "enableTlsVersionAndCipherSuiteHeaders",
                    "enableWafFailOpen",
                    "enableXffClientPort",
                    "enableZonalShift",
                    "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
                    "ipamPools",
                    "minimumLoadBalancerCapacity",
                    "subnetMappings")
            .atLeastOneOf("subnets")
            .sets("subnets", "securityGroups")
            .allow(
                    "name",
                    Allowed.pattern(
                            "(?!internal-)(?!-)[A-Za-z0-9-]{1,32}(?<!-)",
                            "1 to 32 letters, digits and dashes, no dash first or last, not internal-"))
            .allow("loadBalancerType", Allowed.oneOf("application", "network"))
            .allow("ipAddressType", Allowed.oneOf(IpAddressType.knownValues()))
            .allow("idleTimeout", Allowed.range(1, 4000))
            .allow("clientKeepAlive", Allowed.range(60, 604800))
            .allow("desyncMitigationMode", Allowed.oneOf("monitor", "defensive", "strictest"))
            .allow("xffHeaderProcessingMode", Allowed.oneOf("append", "preserve", "remove"))
            .missingCodes("LoadBalancerNotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        String id = balancing
                .createLoadBalancer(request -> request.name(inputs.text("name"))
                        .type(inputs.text("loadBalancerType"))
                        .scheme(
                                inputs.flag("internal")
                                        ? LoadBalancerSchemeEnum.INTERNAL
                                        : LoadBalancerSchemeEnum.INTERNET_FACING)
                        .ipAddressType(inputs.text("ipAddressType"))
                        .subnets(inputs.texts("subnets"))
                        .securityGroups(inputs.has("securityGroups") ? inputs.texts("securityGroups") : null)
                        .tags(
                                inputs.textMap(Tags.ALL).isEmpty()
                                        ? null
                                        : LoadBalancingTags.write(inputs.textMap(Tags.ALL))))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        return Steps.after(id, () -> {
            attributes(balancing, id, inputs);
            call.waitFor(
                    "the load balancer to become active",
                    () ->
                            balancing
                                    .describeLoadBalancers(request -> request.loadBalancerArns(id))
                                    .loadBalancers()
                                    .stream()
                                    .allMatch(found -> found.state().code() == LoadBalancerStateEnum.ACTIVE));
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        return balancing.describeLoadBalancers(request -> request.loadBalancerArns(id)).loadBalancers().stream()
                .findFirst()
                .map(found -> {
                    Map<String, String> attributes = new TreeMap<>();
                    balancing
                            .describeLoadBalancerAttributes(request -> request.loadBalancerArn(id))
                            .attributes()
                            .forEach(attribute -> attributes.put(attribute.key(), attribute.value()));
                    return known.only(ATTRIBUTES.keySet().toArray(new String[0]))
                            .withAll(Attributes.read(ATTRIBUTES, attributes))
                            .with("arn", id)
                            .with("arnSuffix", id.substring(id.indexOf(":loadbalancer/") + ":loadbalancer/".length()))
                            .with("dnsName", found.dnsName())
                            .with("internal", found.scheme() == LoadBalancerSchemeEnum.INTERNAL)
                            .with("ipAddressType", found.ipAddressTypeAsString())
                            .with("loadBalancerType", found.typeAsString())
                            .with("name", found.loadBalancerName())
                            .with("securityGroups", found.securityGroups())
                            .with(
                                    "subnets",
                                    found.availabilityZones().stream()
                                            .map(AvailabilityZone::subnetId)
                                            .toList())
                            .with("vpcId", found.vpcId())
                            .with("zoneId", found.canonicalHostedZoneId())
                            .with(Tags.ALL, LoadBalancingTags.read(call, id));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        PropertyMap inputs = change.inputs();
        attributes(balancing, id, inputs);
        if (inputs.has("securityGroups") && change.touches("securityGroups")) {
            balancing.setSecurityGroups(
                    request -> request.loadBalancerArn(id).securityGroups(inputs.texts("securityGroups")));
        }
        if (inputs.has("subnets") && change.touches("subnets")) {
            balancing.setSubnets(request -> request.loadBalancerArn(id).subnets(inputs.texts("subnets")));
        }
        if (inputs.has("ipAddressType") && change.touches("ipAddressType")) {
            balancing.setIpAddressType(
                    request -> request.loadBalancerArn(id).ipAddressType(inputs.text("ipAddressType")));
        }
        LoadBalancingTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().loadBalancing().deleteLoadBalancer(request -> request.loadBalancerArn(id));
    }

    private static void attributes(ElasticLoadBalancingV2Client balancing, String id, PropertyMap inputs) {
        boolean application = inputs.text("loadBalancerType", "application").equals("application");
        PropertyMap fitting = application ? inputs : inputs.without(APPLICATION_ONLY.toArray(new String[0]));
        List<LoadBalancerAttribute> attributes = Attributes.write(ATTRIBUTES, fitting).entrySet().stream()
                .map(attribute -> LoadBalancerAttribute.builder()
                        .key(attribute.getKey())
                        .value(attribute.getValue())
                        .build())
                .toList();
        balancing.modifyLoadBalancerAttributes(
                request -> request.loadBalancerArn(id).attributes(attributes));
    }
}
