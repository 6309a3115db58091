package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.util.List;

/** For machines that allow no namespaces: a build is a process like any other, in folders of its own. */
final class NoSandbox implements Sandbox {
    @Override
    public boolean mounts() {
        return false;
    }

    @Override
    public List<String> command(SandboxPlan plan, List<String> inner) {
        return inner;
    }

    @Override
    public Isolation isolation(SandboxPlan plan) {
        return new Isolation(
                "nothing",
                List.of("environment variables", "HOME and TMPDIR name folders of the build"),
                List.of(
                        "files: the build reads and writes what the user who runs the local cloud may",
                        "processes: those that leave the build's process tree outlive it",
                        "network, kernel, processor, memory, user ids"));
    }
}
