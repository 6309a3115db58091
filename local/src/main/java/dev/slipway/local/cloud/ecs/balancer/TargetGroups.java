package dev.slipway.local.cloud.ecs.balancer;

import dev.slipway.local.cloud.ecs.health.CheckResult;
import dev.slipway.local.cloud.ecs.health.CheckState;
import dev.slipway.local.cloud.ecs.health.CheckState.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The target groups with their targets, checked over HTTP as declared. Thread-safe. */
final class TargetGroups {
    private final Map<String, TargetGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, List<Membership>> members = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Clock clock;
    private final HttpClient client;
    private final Traffic traffic = new Traffic();

    TargetGroups(Clock clock, HttpClient client) {
        this.clock = clock;
        this.client = client;
    }

    Traffic traffic() {
        return traffic;
    }

    void replace(List<TargetGroup> declared) {
        declared.forEach(group -> groups.put(group.arn(), group));
        groups.keySet().removeIf(arn -> declared.stream()
                .noneMatch(group -> group.arn().equals(arn)));
    }

    void register(String groupArn, Target target) {
        var targets = members.computeIfAbsent(groupArn, arn -> new CopyOnWriteArrayList<>());
        synchronized (targets) {
            if (targets.stream().noneMatch(member -> member.target().equals(target) && !member.draining())) {
                targets.add(new Membership(target, clock));
            }
        }
    }

    CompletableFuture<Void> deregister(String groupArn, Target target) {
        var group = groups.get(groupArn);
        var member = find(groupArn, target);
        if (member == null) {
            return CompletableFuture.completedFuture(null);
        }
        var now = clock.instant();
        var until = group == null ? now : now.plus(group.deregistrationDelay());
        return member.drain(until).thenRun(() -> targets(groupArn).remove(member));
    }

    CheckState health(String groupArn, Target target) {
        var member = find(groupArn, target);
        return member == null ? CheckState.INITIAL : member.state();
    }

    List<TargetDescription> describe(String groupArn) {
        return targets(groupArn).stream().map(Membership::describe).toList();
    }

    /** Starts the checks that are due, and ends drainings that took too long. */
    void tick() {
        members.forEach((arn, targets) -> {
            var group = groups.get(arn);
            for (var member : targets) {
                member.tick();
                if (group != null && member.beginCheck(group)) {
                    check(group, member);
                }
            }
        });
    }

    private void check(TargetGroup group, Membership member) {
        var port = group.healthCheckPort().equals("traffic-port")
                        || group.healthCheckPort()
                                .equals(Integer.toString(member.target().containerPort()))
                ? member.target().port()
                : Integer.parseInt(group.healthCheckPort());
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(port, group.healthCheckPath())))
                .timeout(group.schedule().timeout())
                .header("User-Agent", "ELB-HealthChecker/2.0")
                .build();
        var ignored = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> {
                    member.endCheck(group, failure == null ? result(group, response.statusCode()) : result(failure));
                    return response;
                });
    }

    private static CheckResult result(TargetGroup group, int status) {
        return group.codes().matches(status)
                ? new CheckResult(true, "")
                : new CheckResult(false, "Health checks failed with these codes: [%d]".formatted(status));
    }

    private static CheckResult result(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof HttpTimeoutException) {
            return new CheckResult(false, "Request timed out");
        }
        return new CheckResult(false, cause instanceof IOException ? "Health checks failed" : cause.toString());
    }

    /**
     * Takes a target for a request: a healthy one in turn; if none is healthy, any that is registered, as a load balancer
     * fails open; null when there is none at all.
     */
    @Nullable
    Membership acquire(String groupArn) {
        return acquire(groupArn, List.of());
    }

    @Nullable
    Membership acquire(String groupArn, List<Membership> except) {
        var registered = targets(groupArn).stream()
                .filter(member -> !member.draining() && !except.contains(member))
                .toList();
        var healthy = registered.stream()
                .filter(member -> member.state().verdict() == Verdict.HEALTHY)
                .toList();
        var candidates = new ArrayList<>(healthy.isEmpty() ? registered : healthy);
        while (!candidates.isEmpty()) {
            var member = candidates.remove(Math.floorMod(turn.getAndIncrement(), candidates.size()));
            if (member.acquire()) {
                return member;
            }
        }
        return null;
    }

    private @Nullable Membership find(String groupArn, Target target) {
        return targets(groupArn).stream()
                .filter(member -> member.target().equals(target) && !member.draining())
                .findFirst()
                .orElse(null);
    }

    private List<Membership> targets(String groupArn) {
        return members.getOrDefault(groupArn, List.of());
    }
}
