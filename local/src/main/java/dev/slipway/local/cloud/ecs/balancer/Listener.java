package dev.slipway.local.cloud.ecs.balancer;

import java.util.Comparator;
import java.util.List;

/**
 * A listener of a load balancer.
 *
 * @param arn its ARN
 * @param loadBalancerArn of its load balancer
 * @param port as declared; the loopback port is the same when it is free
 * @param protocol {@code HTTP} or {@code HTTPS}; both are plain HTTP on loopback
 * @param rules by priority, the default one last
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html">Listener</a>
 */
public record Listener(String arn, String loadBalancerArn, int port, String protocol, List<Rule> rules) {
    /** Puts the rules in their order. */
    public Listener {
        rules = rules.stream().sorted(Comparator.comparingInt(Rule::priority)).toList();
    }
}
