package dev.slipway.local.cloud;

import dev.slipway.iam.evaluation.Decision;
import dev.slipway.local.address.PlainHttp;
import dev.slipway.local.cloud.access.record.CallLog;
import dev.slipway.local.cloud.access.record.CallQuery;
import dev.slipway.local.cloud.access.record.JudgedCall;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.events.Delivery;
import dev.slipway.local.cloud.events.EventBridge;
import dev.slipway.local.cloud.page.CallEntry;
import dev.slipway.local.cloud.page.DeliveryEntry;
import dev.slipway.local.cloud.page.PageSources;
import dev.slipway.local.cloud.page.TrafficEntry;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.executions.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What the page reads of this cloud. */
final class PageViews implements AutoCloseable {
    private final Map<String, Clients> clients = new ConcurrentHashMap<>();
    private final CloudClients cloud;
    private final CallLog calls;
    private final EventBridge events;
    private final CompletableFuture<LocalEcs> ecs;

    PageViews(CloudClients cloud, CallLog calls, EventBridge events, CompletableFuture<LocalEcs> ecs) {
        this.ecs = ecs;
        this.cloud = cloud;
        this.calls = calls;
        this.events = events;
    }

    PageSources sources() {
        return new PageSources(
                region -> clients.computeIfAbsent(region, this::clients),
                this::calls,
                most -> events.newest(most).stream().map(PageViews::entry).toList(),
                () -> ecs.join().traffic().stream()
                        .map(count -> new TrafficEntry(count.taskId(), count.requests(), count.failed()))
                        .toList(),
                () -> ecs.join().listenerUrls());
    }

    private Clients clients(String region) {
        return new Clients(
                cloud.client(CodePipelineClient.builder(), region, Credential.ROOT),
                cloud.client(CodeBuildClient.builder(), region, Credential.ROOT),
                cloud.client(CloudWatchLogsClient.builder(), region, Credential.ROOT),
                cloud.client(EcsClient.builder(), region, Credential.ROOT),
                cloud.client(ElasticLoadBalancingV2Client.builder(), region, Credential.ROOT),
                PlainHttp.client().build(),
                Duration.ZERO);
    }

    private List<CallEntry> calls(int most) {
        var newest = new ArrayList<>(calls.find(CallQuery.all().newest(most)).stream()
                .map(PageViews::entry)
                .toList());
        Collections.reverse(newest);
        return newest;
    }

    private static CallEntry entry(JudgedCall call) {
        return new CallEntry(
                call.time(),
                name(call.role()),
                call.session(),
                call.action(),
                call.resource(),
                call.outcome() == Decision.Outcome.ALLOWED,
                call.statements(),
                call.message());
    }

    private static DeliveryEntry entry(Delivery delivery) {
        return new DeliveryEntry(
                delivery.received(),
                name(delivery.ruleArn()),
                delivery.targetArn(),
                delivery.event().path("detail-type").asText(),
                delivery.state().name(),
                delivery.attempts(),
                delivery.result());
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        clients.values().forEach(Clients::close);
    }
}
