package dev.slipway.local.cloud.ecs.balancer;

/**
 * The health of a target, in Elastic Load Balancing's words.
 *
 * @param target the target
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code draining} or {@code unused}
 * @param reason code such as {@code Target.ResponseCodeMismatch}; empty when healthy
 * @param description what the check found; empty when healthy
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
public record TargetDescription(Target target, String state, String reason, String description) {}
