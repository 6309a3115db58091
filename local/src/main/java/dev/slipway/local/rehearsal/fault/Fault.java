package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Something that goes wrong. */
public interface Fault {
    /** What users call it. */
    String name();

    /** What goes wrong, in one line. */
    String about();

    /** Why it cannot be rehearsed with this pipeline; empty when it can. */
    default Optional<String> unfit(Scene scene) throws IOException {
        return Optional.empty();
    }

    /** Lets it go wrong, checks what follows, and puts everything right again. */
    void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException;
}
