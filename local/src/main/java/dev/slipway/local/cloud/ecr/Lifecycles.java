package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecr.lifecycle.Expiry;
import dev.slipway.local.cloud.ecr.lifecycle.LifecyclePolicy;
import dev.slipway.local.cloud.ecr.lifecycle.StoredImage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Applies lifecycle policies: some time after each push, and to all repositories now and then. */
final class Lifecycles implements AutoCloseable {
    private static final Duration ALL = Duration.ofMinutes(15);

    private final Repositories repositories;
    private final Clock clock;
    private final Duration delay;
    private final Set<Place> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "ecr-lifecycle");
        thread.setDaemon(true);
        return thread;
    });

    private final Images images;

    /**
     * Makes it.
     *
     * @param delay time from a push to the evaluation; the images of an index are pushed before the index that keeps them
     */
    Lifecycles(Repositories repositories, Images.Maker images, Clock clock, Duration delay) {
        this.repositories = repositories;
        this.clock = clock;
        this.delay = delay;
        this.images = images.make(this::soon);
    }

    Images images() {
        return images;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(
                () -> guarded(this::applyAll), 0, ALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void soon(Place place) {
        if (waiting.add(place)) {
            var unused = executor.schedule(
                    () -> guarded(() -> {
                        waiting.remove(place);
                        apply(place);
                    }),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** A failure must not end the timer; the next evaluation tries again. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            System.err.println("slipway-local: lifecycle policies could not be applied, they are tried again: " + e);
        }
    }

    private void applyAll() {
        repositories.store().read(view -> view.all(Repositories.TABLE)).forEach((key, row) -> {
            if (row.has(LifecycleOperations.MEMBER)) {
                apply(new Place(
                        key.substring(0, key.indexOf('/')),
                        row.path("repositoryName").asText()));
            }
        });
        images.dropUnused();
    }

    List<Expiry> expired(Place place, LifecyclePolicy policy) {
        return policy.expired(images.all(place).stream().map(Lifecycles::stored).toList(), clock.instant());
    }

    private static StoredImage stored(ObjectNode row) {
        var children = new HashSet<String>();
        row.path("children").forEach(child -> children.add(child.asText()));
        return new StoredImage(Images.digest(row), Set.copyOf(Images.tags(row)), Images.pushedAt(row), children);
    }

    /** Applies the policy of a repository now, if it has one. */
    void apply(Place place) {
        var found = repositories.store().read(view -> view.get(Repositories.TABLE, place.key()));
        if (found.isEmpty() || !found.get().has(LifecycleOperations.MEMBER)) {
            return;
        }
        var policy = LifecycleOperations.parse(
                found.get().get(LifecycleOperations.MEMBER).asText());
        var expired = expired(place, policy);
        expired.forEach(
                expiry -> images.find(place, expiry.image().digest()).ifPresent(row -> images.expire(place, row)));
        repositories.store().write(transaction -> {
            transaction
                    .get(Repositories.TABLE, place.key())
                    .ifPresent(row -> repositories.put(
                            transaction,
                            place,
                            row.put(
                                    LifecycleOperations.EVALUATED,
                                    clock.instant().toString())));
            return place;
        });
        if (!expired.isEmpty()) {
            images.dropUnused();
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.shutdown();
        if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
            System.err.println("slipway-local: lifecycle policies are still being applied");
        }
    }
}
