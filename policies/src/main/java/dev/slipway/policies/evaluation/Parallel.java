package dev.slipway.policies.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Spreads work on many resources over threads. The results come in the order of the resources, so nobody sees how many threads
 * there were.
 *
 * @param executor runs the parts
 * @param threads how many parts there are at most at a time, from 1
 */
public record Parallel(Executor executor, int threads) {
    /** Handing over fewer resources costs more than judging them. */
    private static final int FEWEST = 256;

    /** More parts than threads, because resources differ. */
    private static final int PARTS_PER_THREAD = 4;

    public Parallel {
        if (threads < 1) {
            throw new IllegalArgumentException("got " + threads + " threads, expected 1 or more");
        }
    }

    /** Everything in the calling thread. */
    public static Parallel none() {
        return new Parallel(Runnable::run, 1);
    }

    /** As many threads as there are processors. */
    public static Parallel on(Executor executor) {
        return new Parallel(executor, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The results of all items, one after the other.
     *
     * @throws RuntimeException or an error: what the work throws on the first item that fails
     */
    public <A, B> List<B> flatMap(Collection<A> items, Function<A, List<B>> work) {
        List<A> all = List.copyOf(items);
        if (threads == 1 || all.size() < FEWEST) {
            return part(all, work);
        }
        int size = Math.max(FEWEST / PARTS_PER_THREAD, all.size() / (threads * PARTS_PER_THREAD) + 1);
        List<CompletableFuture<List<B>>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            List<A> some = all.subList(start, Math.min(all.size(), start + size));
            parts.add(CompletableFuture.supplyAsync(() -> part(some, work), executor));
        }
        List<B> results = new ArrayList<>(all.size());
        for (CompletableFuture<List<B>> part : parts) {
            results.addAll(result(part));
        }
        return results;
    }

    private static <A, B> List<B> part(List<A> items, Function<A, List<B>> work) {
        List<B> results = new ArrayList<>(items.size());
        for (A item : items) {
            results.addAll(work.apply(item));
        }
        return results;
    }

    private static <B> List<B> result(CompletableFuture<List<B>> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
