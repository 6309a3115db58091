package dev.slipway.local.rehearsal;

import dev.slipway.local.rehearsal.fault.Faults;
import dev.slipway.local.rehearsal.proof.Evidence;
import dev.slipway.local.rehearsal.scene.Cloud;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Rehearses what makes every role of several pipelines do all that it does. */
final class ProvingRun {
    /** With the first version and a good run: an approval that is refused, a deployment that is rolled back. */
    private static final List<String> FAULTS = List.of("approval-rejected", "crash-loop");

    private final Cloud cloud;
    private final Stage.Place place;
    private final Evidence evidence;
    private final Instant end;
    private final Consumer<Outcome> told;
    private final AtomicBoolean unfinished = new AtomicBoolean();

    ProvingRun(Cloud cloud, Stage.Place place, Evidence evidence, Instant end, Consumer<Outcome> told) {
        this.cloud = cloud;
        this.place = place;
        this.evidence = evidence;
        this.end = end;
        this.told = told;
    }

    /** Whether the time was too short. */
    boolean unfinished() {
        return unfinished.get();
    }

    List<Outcome> of(String prefix, List<String> pipelines, int parallel)
            throws InterruptedException, IOException, GitAPIException {
        var threads = Executors.newFixedThreadPool(parallel);
        try {
            var runs = new ArrayList<Future<List<Outcome>>>();
            for (var pipeline : pipelines) {
                runs.add(threads.submit(() -> one(pipeline.substring(prefix.length()), pipeline)));
            }
            var outcomes = new ArrayList<Outcome>();
            for (var run : runs) {
                outcomes.addAll(result(run));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Outcome> result(Future<List<Outcome>> run)
            throws InterruptedException, IOException, GitAPIException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            } else if (e.getCause() instanceof GitAPIException cause) {
                throw cause;
            } else if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<Outcome> one(String service, String pipeline)
            throws IOException, GitAPIException, InterruptedException {
        var open = FAULTS.stream()
                .filter(name -> !evidence.has(service, name))
                .map(Faults::named)
                .toList();
        var outcomes = new ArrayList<Outcome>();
        if (open.isEmpty() && evidence.has(service, Rehearsal.FIRST)) {
            return outcomes;
        }
        try (var stage = Stage.set(cloud, pipeline, place)) {
            var rehearsal = new Rehearsal(service, stage.scene());
            // Also when it was done before: what comes next needs to know the live version.
            if (!late() && keep(outcomes, evidence.resumed() ? rehearsal.firstAgain() : rehearsal.first())) {
                for (var fault : open) {
                    if (late() || !keep(outcomes, rehearsal.fault(fault))) {
                        break;
                    }
                }
            }
        }
        return outcomes;
    }

    private boolean late() {
        if (Instant.now().isBefore(end)) {
            return false;
        }
        unfinished.set(true);
        return true;
    }

    private boolean keep(List<Outcome> outcomes, Outcome outcome) throws IOException {
        outcomes.add(outcome);
        told.accept(outcome);
        if (outcome.fine()) {
            evidence.add(outcome.service(), outcome.name());
        }
        return outcome.fine();
    }
}
