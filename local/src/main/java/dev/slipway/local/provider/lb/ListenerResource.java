package dev.slipway.local.provider.lb;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import dev.slipway.local.provider.schema.Shape;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A port on which a load balancer listens; its id is the ARN. */
public final class ListenerResource implements ResourceHandler {
    private static final ResourceType TYPE = facts();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    private static ResourceType facts() {
        ResourceType.Builder type = ResourceType.of(Listener.class, ListenerArgs.class)
                .computed("protocol", "sslPolicy", "tcpIdleTimeoutSeconds", "defaultActions.*.order")
                .replacedBy("loadBalancerArn")
                .unsupported("alpnPolicy", "mutualAuthentication", "tcpIdleTimeoutSeconds")
                .atLeastOneOf("port")
                .allow("loadBalancerArn", Allowed.arn())
                .allow("certificateArn", Allowed.arn())
                .allow("port", Allowed.range(1, 65535))
                .allow("protocol", Allowed.oneOf(ProtocolEnum.knownValues()))
                .allow("defaultActions.*.type", Allowed.oneOf("fixed-response", "forward", "redirect"))
                .missingCodes("ListenerNotFound", "LoadBalancerNotFound");
        Shape.of(ListenerArgs.class).properties().keySet().stream()
                .filter(name -> name.startsWith("routingHttp"))
                .forEach(type::unsupported);
        return type.build();
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CreateListenerRequest.Builder request = CreateListenerRequest.builder()
                .loadBalancerArn(inputs.text("loadBalancerArn"))
                .port(inputs.integer("port"))
                .protocol(inputs.text("protocol", "HTTP"))
                .sslPolicy(inputs.text("sslPolicy"))
                .defaultActions(ListenerActions.write(inputs.objects("defaultActions")));
        if (inputs.has("certificateArn")) {
            request.certificates(Certificate.builder()
                    .certificateArn(inputs.text("certificateArn"))
                    .build());
        }
        if (!inputs.textMap(Tags.ALL).isEmpty()) {
            request.tags(LoadBalancingTags.write(inputs.textMap(Tags.ALL)));
        }
        return call.clients()
                .loadBalancing()
                .createListener(request.build())
                .listeners()
                .get(0)
                .listenerArn();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call
                .clients()
                .loadBalancing()
                .describeListeners(request -> request.listenerArns(id))
                .listeners()
                .stream()
                .findFirst()
                .map(listener -> PropertyMap.EMPTY
                        .with("arn", id)
                        .with("loadBalancerArn", listener.loadBalancerArn())
                        .with("port", listener.port())
                        .with("protocol", listener.protocolAsString())
                        .with("sslPolicy", listener.sslPolicy())
                        .with(
                                "certificateArn",
                                listener.certificates().stream()
                                        .map(Certificate::certificateArn)
                                        .findFirst()
                                        .orElse(null))
                        .with("defaultActions", ListenerActions.read(listener.defaultActions()))
                        .with(Tags.ALL, LoadBalancingTags.read(call, id)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        PropertyMap inputs = change.inputs();
        ModifyListenerRequest.Builder request = ModifyListenerRequest.builder()
                .listenerArn(id)
                .port(inputs.integer("port"))
                .protocol(inputs.text("protocol"))
                .sslPolicy(inputs.text("sslPolicy"))
                .defaultActions(ListenerActions.write(inputs.objects("defaultActions")));
        if (inputs.has("certificateArn")) {
            request.certificates(Certificate.builder()
                    .certificateArn(inputs.text("certificateArn"))
                    .build());
        }
        call.clients().loadBalancing().modifyListener(request.build());
        LoadBalancingTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().loadBalancing().deleteListener(request -> request.listenerArn(id));
    }
}
