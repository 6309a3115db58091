package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.io.IOException;
import java.util.List;

/** A way to start a build's processes. */
public interface Sandbox {
    /** Whether a build sees its folders where AWS has them. */
    boolean mounts();

    /**
     * The command that runs a program under this sandbox. It needs no environment of its own and hands on what it gets. When the process
     * is killed, all that it started dies with it, as far as {@link #isolation} says so.
     *
     * @throws IOException if the sandbox could not be prepared
     */
    List<String> command(SandboxPlan plan, List<String> program) throws IOException;

    /** What such a build has for itself and what it shares. */
    Isolation isolation(SandboxPlan plan);
}
