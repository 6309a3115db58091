package dev.slipway.local.provider.lb;

import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** A rule of a listener; its id is the ARN. */
public final class ListenerRuleResource implements ResourceHandler {
    // AWS's names of the condition fields, by the property that has their values.
    private static final Map<String, String> FIELDS = Map.of(
            "hostHeader", "host-header",
            "httpHeader", "http-header",
            "httpRequestMethod", "http-request-method",
            "pathPattern", "path-pattern",
            "sourceIp", "source-ip");

    private static final ResourceType TYPE = ResourceType.of(ListenerRule.class, ListenerRuleArgs.class)
            .computed("priority", "actions.*.order")
            .replacedBy("listenerArn")
            .sets("conditions")
            .allow("listenerArn", Allowed.arn())
            .allow("priority", Allowed.range(1, 50000))
            .allow("actions.*.type", Allowed.oneOf("fixed-response", "forward", "redirect"))
            .missingCodes("RuleNotFound", "ListenerNotFound")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        for (PropertyMap condition : known.objects("conditions")) {
            if (condition.has("queryStrings")) {
                problem.accept(
                        "conditions", "the offline aws plugin does not offer queryStrings; leave it out on this stack");
            }
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        Integer priority = inputs.integer("priority");
        int free = priority == null ? nextPriority(balancing, inputs.need("listenerArn")) : priority;
        CreateRuleRequest.Builder request = CreateRuleRequest.builder()
                .listenerArn(inputs.text("listenerArn"))
                .priority(free)
                .conditions(conditions(inputs))
                .actions(ListenerActions.write(inputs.objects("actions")));
        if (!inputs.textMap(Tags.ALL).isEmpty()) {
            request.tags(LoadBalancingTags.write(inputs.textMap(Tags.ALL)));
        }
        return balancing.createRule(request.build()).rules().get(0).ruleArn();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call.clients().loadBalancing().describeRules(request -> request.ruleArns(id)).rules().stream()
                .findFirst()
                .map(rule -> PropertyMap.EMPTY
                        .with("arn", id)
                        .with(
                                "listenerArn",
                                id.replace(":listener-rule/", ":listener/").replaceFirst("/[^/]+$", ""))
                        .with("priority", "default".equals(rule.priority()) ? 99999 : Integer.valueOf(rule.priority()))
                        .with("actions", ListenerActions.read(rule.actions()))
                        .with(
                                "conditions",
                                rule.conditions().stream()
                                        .map(ListenerRuleResource::condition)
                                        .toList())
                        .with(Tags.ALL, LoadBalancingTags.read(call, id)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        ElasticLoadBalancingV2Client balancing = call.clients().loadBalancing();
        PropertyMap inputs = change.inputs();
        if (inputs.has("priority") && change.touches("priority")) {
            balancing.setRulePriorities(request -> request.rulePriorities(RulePriorityPair.builder()
                    .ruleArn(id)
                    .priority(inputs.integer("priority"))
                    .build()));
        }
        balancing.modifyRule(request -> request.ruleArn(id)
                .conditions(conditions(inputs))
                .actions(ListenerActions.write(inputs.objects("actions"))));
        LoadBalancingTags.change(call, id, change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().loadBalancing().deleteRule(request -> request.ruleArn(id));
    }

    private static List<RuleCondition> conditions(PropertyMap inputs) {
        List<RuleCondition> conditions = new ArrayList<>();
        for (PropertyMap condition : inputs.objects("conditions")) {
            FIELDS.forEach((property, field) -> {
                if (condition.has(property)) {
                    PropertyMap aws = PropertyMap.EMPTY
                            .with("field", field)
                            .with(property + "Config", condition.object(property));
                    conditions.add(Shapes.write(aws, RuleCondition.builder()).build());
                }
            });
        }
        return conditions;
    }

    private static PropertyMap condition(RuleCondition condition) {
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            if (field.getValue().equals(condition.field())) {
                List<String> values = condition.values();
                PropertyMap read = PropertyMap.EMPTY.with("values", values);
                switch (field.getKey()) {
                    case "hostHeader" ->
                        values = condition.hostHeaderConfig() == null
                                ? values
                                : condition.hostHeaderConfig().values();
                    case "pathPattern" ->
                        values = condition.pathPatternConfig() == null
                                ? values
                                : condition.pathPatternConfig().values();
                    case "httpRequestMethod" ->
                        values = condition.httpRequestMethodConfig() == null
                                ? values
                                : condition.httpRequestMethodConfig().values();
                    case "sourceIp" ->
                        values = condition.sourceIpConfig() == null
                                ? values
                                : condition.sourceIpConfig().values();
                    default -> {
                        values = condition.httpHeaderConfig().values();
                        read = read.with(
                                "httpHeaderName", condition.httpHeaderConfig().httpHeaderName());
                    }
                }
                return PropertyMap.EMPTY.with(field.getKey(), read.with("values", values));
            }
        }
        return PropertyMap.EMPTY;
    }

    private static int nextPriority(ElasticLoadBalancingV2Client balancing, String listener) {
        return 1
                + balancing.describeRules(request -> request.listenerArn(listener)).rules().stream()
                        .map(Rule::priority)
                        .filter(priority -> priority.matches("\\d+"))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(0);
    }
}
