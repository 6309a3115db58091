package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.balancer.BalancerConfiguration;
import dev.slipway.local.cloud.ecs.balancer.Condition;
import dev.slipway.local.cloud.ecs.balancer.Listener;
import dev.slipway.local.cloud.ecs.balancer.Rule;
import dev.slipway.local.cloud.ecs.balancer.RuleAction;
import dev.slipway.local.cloud.ecs.balancer.TargetGroup;
import dev.slipway.local.cloud.ecs.control.BalancerSource;
import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import dev.slipway.local.cloud.ecs.health.HttpCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Load balancers, as ministack keeps them. */
public final class AwsBalancerSource implements BalancerSource {
    private static final Duration DEREGISTRATION_DELAY = Duration.ofMinutes(5);

    private final AwsClients clients;

    /** Makes it. */
    public AwsBalancerSource(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public BalancerConfiguration read(String region) {
        var client = clients.client(ElasticLoadBalancingV2Client.builder(), region);
        var listeners = new ArrayList<Listener>();
        for (var balancer : client.describeLoadBalancers().loadBalancers()) {
            for (var listener : client.describeListeners(request -> request.loadBalancerArn(balancer.loadBalancerArn()))
                    .listeners()) {
                listeners.add(new Listener(
                        listener.listenerArn(),
                        balancer.loadBalancerArn(),
                        listener.port(),
                        listener.protocolAsString(),
                        rules(client, listener.listenerArn())));
            }
        }
        var groups = client.describeTargetGroups().targetGroups().stream()
                .map(group -> group(client, group))
                .toList();
        return new BalancerConfiguration(listeners, groups);
    }

    private static List<Rule> rules(ElasticLoadBalancingV2Client client, String listenerArn) {
        var rules = new ArrayList<Rule>();
        for (var rule : client.describeRules(request -> request.listenerArn(listenerArn))
                .rules()) {
            if (!rule.actions().isEmpty()) {
                rules.add(new Rule(
                        Boolean.TRUE.equals(rule.isDefault()) ? Rule.DEFAULT : Integer.parseInt(rule.priority()),
                        rule.conditions().stream()
                                .map(AwsBalancerSource::condition)
                                .toList(),
                        action(rule.actions().get(rule.actions().size() - 1))));
            }
        }
        return rules;
    }

    private static Condition condition(RuleCondition condition) {
        var header = condition.httpHeaderConfig();
        var values = new ArrayList<String>(condition.values());
        if (condition.hostHeaderConfig() != null && values.isEmpty()) {
            values.addAll(condition.hostHeaderConfig().values());
        }
        if (condition.pathPatternConfig() != null && values.isEmpty()) {
            values.addAll(condition.pathPatternConfig().values());
        }
        if (condition.httpRequestMethodConfig() != null) {
            values.addAll(condition.httpRequestMethodConfig().values());
        }
        if (header != null) {
            values.addAll(header.values());
        }
        if (condition.queryStringConfig() != null) {
            for (var pair : condition.queryStringConfig().values()) {
                values.add(pair.key() == null ? pair.value() : pair.key() + "=" + pair.value());
            }
        }
        return new Condition(condition.field(), header == null ? "" : header.httpHeaderName(), values);
    }

    private static RuleAction action(Action action) {
        return switch (action.typeAsString()) {
            case "forward" -> forward(action);
            case "fixed-response" -> {
                var fixed = action.fixedResponseConfig();
                yield new RuleAction.FixedResponse(
                        Integer.parseInt(fixed.statusCode()),
                        or(fixed.contentType(), "text/plain"),
                        or(fixed.messageBody(), ""));
            }
            case "redirect" -> redirect(action.redirectConfig());
            default -> new RuleAction.Unsupported(action.typeAsString());
        };
    }

    private static RuleAction redirect(RedirectActionConfig redirect) {
        var query = or(redirect.query(), "#{query}");
        return new RuleAction.Redirect(
                "HTTP_301".equals(redirect.statusCodeAsString()) ? 301 : 302,
                "http://%s:%s/%s%s"
                        .formatted(
                                or(redirect.host(), "#{host}"),
                                or(redirect.port(), "#{port}"),
                                or(redirect.path(), "/#{path}").replaceFirst("^/", ""),
                                query.isEmpty() ? "" : "?" + query));
    }

    private static RuleAction forward(Action action) {
        var weights = new LinkedHashMap<String, Integer>();
        if (action.forwardConfig() != null) {
            for (var tuple : action.forwardConfig().targetGroups()) {
                weights.put(tuple.targetGroupArn(), tuple.weight() == null ? 1 : tuple.weight());
            }
        }
        if (weights.isEmpty()) {
            weights.put(action.targetGroupArn(), 1);
        }
        return new RuleAction.Forward(weights);
    }

    private static TargetGroup group(
            ElasticLoadBalancingV2Client client,
            software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        var delay = client
                .describeTargetGroupAttributes(request -> request.targetGroupArn(group.targetGroupArn()))
                .attributes()
                .stream()
                .filter(attribute -> attribute.key().equals("deregistration_delay.timeout_seconds"))
                .map(attribute -> Duration.ofSeconds(Long.parseLong(attribute.value())))
                .findFirst()
                .orElse(DEREGISTRATION_DELAY);
        var codes = group.matcher() == null ? null : group.matcher().httpCode();
        return new TargetGroup(
                group.targetGroupArn(),
                !Boolean.FALSE.equals(group.healthCheckEnabled()),
                or(group.healthCheckPath(), "/"),
                or(group.healthCheckPort(), "traffic-port"),
                HttpCodes.parse(or(codes, "200")),
                new CheckSchedule(
                        Duration.ofSeconds(or(group.healthCheckIntervalSeconds(), 30)),
                        Duration.ofSeconds(or(group.healthCheckTimeoutSeconds(), 5)),
                        or(group.healthyThresholdCount(), 5),
                        or(group.unhealthyThresholdCount(), 2),
                        Duration.ZERO),
                delay);
    }

    private static String or(@Nullable String value, String usual) {
        return value == null ? usual : value;
    }

    private static int or(@Nullable Integer value, int usual) {
        return value == null ? usual : value;
    }
}
