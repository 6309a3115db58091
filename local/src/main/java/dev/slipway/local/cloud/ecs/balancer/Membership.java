package dev.slipway.local.cloud.ecs.balancer;

import dev.slipway.local.cloud.ecs.health.CheckResult;
import dev.slipway.local.cloud.ecs.health.CheckState;
import dev.slipway.local.cloud.ecs.health.CheckState.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One target in one target group: its health, its requests in flight, and its draining. Thread-safe. */
final class Membership {
    private final Target target;
    private final Instant registeredAt;
    private final Clock clock;
    private CheckState state = CheckState.INITIAL;
    private Instant nextCheck;
    private boolean checking;
    private int inFlight;
    private @Nullable Instant drainUntil;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    Membership(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.registeredAt = clock.instant();
        this.nextCheck = registeredAt;
        if (target.simulated()) {
            state = new CheckState(Verdict.HEALTHY, 1, 0, "simulated: no container engine answers on this machine");
        }
    }

    Target target() {
        return target;
    }

    synchronized CheckState state() {
        return state;
    }

    synchronized boolean draining() {
        return drainUntil != null;
    }

    /** Takes the target for a request, unless it drains. */
    synchronized boolean acquire() {
        if (drainUntil != null) {
            return false;
        }
        inFlight++;
        return true;
    }

    void release() {
        boolean done;
        synchronized (this) {
            inFlight--;
            done = drainUntil != null && inFlight == 0;
        }
        if (done) {
            drained.complete(null);
        }
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** No new requests from now on; done when the last one ends, or at the given moment. */
    CompletableFuture<Void> drain(Instant until) {
        boolean done;
        synchronized (this) {
            drainUntil = until;
            done = inFlight == 0;
        }
        if (done) {
            drained.complete(null);
        }
        return drained;
    }

    /** Ends a draining that took too long. */
    void tick() {
        boolean late;
        synchronized (this) {
            late = drainUntil != null && !clock.instant().isBefore(drainUntil);
        }
        if (late) {
            drained.complete(null);
        }
    }

    /** Whether a check is due; the caller that gets true does it. */
    synchronized boolean beginCheck(TargetGroup group) {
        var now = clock.instant();
        if (!group.healthCheckEnabled() && state.verdict() == Verdict.INITIAL) {
            state = new CheckState(Verdict.HEALTHY, 1, 0, "Health checks are disabled");
        }
        if (!group.healthCheckEnabled()
                || target.simulated()
                || checking
                || drainUntil != null
                || now.isBefore(nextCheck)) {
            return false;
        }
        checking = true;
        nextCheck = now.plus(group.schedule().interval());
        return true;
    }

    synchronized void endCheck(TargetGroup group, CheckResult result) {
        checking = false;
        state = state.after(result, group.schedule(), registeredAt, clock.instant());
    }

    synchronized TargetDescription describe() {
        if (drainUntil != null) {
            return new TargetDescription(
                    target, "draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
        }
        return switch (state.verdict()) {
            case INITIAL ->
                new TargetDescription(
                        target, "initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
            case HEALTHY -> new TargetDescription(target, "healthy", "", target.simulated() ? state.detail() : "");
            case UNHEALTHY -> new TargetDescription(target, "unhealthy", reason(), state.detail());
        };
    }

    private String reason() {
        if (state.detail().contains("codes")) {
            return "Target.ResponseCodeMismatch";
        }
        return state.detail().contains("timed out") ? "Target.Timeout" : "Target.FailedHealthChecks";
    }
}
