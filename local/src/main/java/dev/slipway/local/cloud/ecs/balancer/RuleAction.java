package dev.slipway.local.cloud.ecs.balancer;

import java.util.Map;

/** What a rule does with a request. */
public sealed interface RuleAction {
    /**
     * Forwards it.
     *
     * @param weights target group ARN to weight, 0 to 999
     */
    record Forward(Map<String, Integer> weights) implements RuleAction {
        /** Copies the weights. */
        public Forward {
            weights = Map.copyOf(weights);
        }
    }

    /**
     * Answers it.
     *
     * @param status code
     * @param contentType of the body
     * @param body text
     */
    record FixedResponse(int status, String contentType, String body) implements RuleAction {}

    /**
     * Redirects it; {@code #{host}}, {@code #{path}}, {@code #{query}} and {@code #{protocol}} stand for the request's.
     *
     * @param status 301 or 302
     * @param location as declared, put together
     */
    record Redirect(int status, String location) implements RuleAction {}

    /**
     * An action that only AWS can do.
     *
     * @param type its type, such as {@code authenticate-oidc}
     */
    record Unsupported(String type) implements RuleAction {}
}
