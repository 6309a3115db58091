package dev.slipway.local.rehearsal;

import dev.slipway.local.rehearsal.fault.Fault;
import dev.slipway.local.rehearsal.scene.Scene;
import dev.slipway.local.rehearsal.scene.Story;
import dev.slipway.local.rehearsal.scene.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import software.amazon.awssdk.core.exception.SdkException;

/** Rehearses what one pipeline does. */
final class Rehearsal {
    static final String FIRST = "first-version";
    static final String GOOD = "good-run";

    private final String service;
    private final Scene scene;

    Rehearsal(String service, Scene scene) {
        this.service = service;
        this.scene = scene;
    }

    /** The first version goes live; every other rehearsal needs one. */
    Outcome first() throws InterruptedException {
        return told(FIRST, this::goLive);
    }

    /** The same, once what an interrupted run left under way has ended. */
    Outcome firstAgain() throws InterruptedException {
        return told(FIRST, () -> {
            scene.settle();
            goLive();
        });
    }

    private void goLive() throws IOException, GitAPIException, InterruptedException {
        scene.goesLive(scene.push(scene.content(), "the first version"));
    }

    /** A new version goes live, and nobody notices. */
    Outcome good() throws InterruptedException {
        return told(GOOD, () -> {
            var old = scene.good();
            scene.underLoad(() -> scene.goesLive(scene.push(scene.content(), "a new version")));
            showsBoth(old.mark());
        });
    }

    private void showsBoth(String old) throws IOException, InterruptedException {
        if (scene.content().marks() && scene.page().isPresent()) {
            var now = Page.mark(scene.page().get());
            scene.story()
                    .check(
                            "the page shows the new version",
                            now.equals(scene.good().mark()),
                            now);
            scene.story().check("that is not the old one", !now.equals(old), now);
        }
    }

    /** Something goes wrong. */
    Outcome fault(Fault fault) throws InterruptedException {
        var reason = Optional.<String>empty();
        try {
            reason = fault.unfit(scene);
        } catch (IOException | SdkException e) {
            return brokenOff(fault.name(), new Story(), e, Duration.ZERO);
        }
        return reason.isPresent()
                ? new Outcome(
                        service, fault.name(), Outcome.Verdict.DOES_NOT_FIT, reason.get(), List.of(), Duration.ZERO)
                : told(fault.name(), () -> fault.rehearse(scene));
    }

    private Outcome told(String name, Scene.Work work) throws InterruptedException {
        var began = System.nanoTime();
        var story = scene.begin(name);
        try {
            work.run();
            return new Outcome(
                    service,
                    name,
                    story.asDeclared() ? Outcome.Verdict.AS_DECLARED : Outcome.Verdict.OTHERWISE,
                    "",
                    story.lines(),
                    since(began));
        } catch (Wait.TookTooLong | SdkException | GitAPIException | IOException | UncheckedIOException e) {
            return brokenOff(name, story, e, since(began));
        }
    }

    private Outcome brokenOff(String name, Story story, Exception e, Duration took) {
        return new Outcome(
                service, name, Outcome.Verdict.BROKEN_OFF, String.valueOf(e.getMessage()), story.lines(), took);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
