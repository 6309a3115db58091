package dev.slipway.policies.rules.eventbridge;

import dev.slipway.iam.Arn;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.Map;
import java.util.Optional;

/** What a target of an event rule is: a service, and a resource of it. */
final class Target {
    /** The type of targets. */
    static final String TYPE = "aws:cloudwatch/eventTarget:EventTarget";

    private static final Map<String, String> SERVICES = Map.of(
            "aws:codepipeline/pipeline:Pipeline", "codepipeline",
            "aws:codebuild/project:Project", "codebuild",
            "aws:sfn/stateMachine:StateMachine", "states",
            "aws:ecs/cluster:Cluster", "ecs",
            "aws:kinesis/stream:Stream", "kinesis",
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "firehose",
            "aws:batch/jobQueue:JobQueue", "batch",
            "aws:cloudwatch/eventBus:EventBus", "events",
            "aws:cloudwatch/eventApiDestination:EventApiDestination", "events");

    private static final Map<String, String> ACTIONS = Map.of(
            "codepipeline", "codepipeline:StartPipelineExecution",
            "codebuild", "codebuild:StartBuild",
            "states", "states:StartExecution");

    private Target() {}

    /** The service, by the ARN or by the resource that the ARN comes from; empty when neither tells. */
    static Optional<String> service(ResourceView target, StackView stack) {
        Property arn = target.get("arn");
        if (arn.isKnown()) {
            return Arn.parse(arn.text("")).map(Arn::service);
        }
        return stack.referredBy(target, "arn").stream()
                .flatMap(resource -> Optional.ofNullable(SERVICES.get(resource.type())).stream())
                .findFirst();
    }

    /** The services whose targets EventBridge calls with a role; others let EventBridge in by a policy of their own. */
    static boolean needsRole(String service) {
        return SERVICES.containsValue(service);
    }

    /** The one action that starts a target of the service; empty when there is more to it. */
    static Optional<String> action(String service) {
        return Optional.ofNullable(ACTIONS.get(service));
    }
}
