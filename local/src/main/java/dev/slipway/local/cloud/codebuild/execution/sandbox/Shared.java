package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.util.ArrayList;
import java.util.List;

/** Says what a sandbox made of namespaces isolates. */
final class Shared {
    /** Of a sandbox without a network of its own. */
    static final String NETWORK =
            "network: the build reaches what this machine reaches, its loopback servers included, and other builds' servers";

    private Shared() {}

    static Isolation withNamespaces(String by, SandboxPlan plan, boolean root) {
        List<String> shared = new ArrayList<>();
        shared.add(NETWORK);
        shared.add("kernel, processor and memory: no limits are set");
        shared.add("system programs and /etc: read-only, without keys and passwords");
        if (root) {
            shared.add(
                    "user ids: root in the build is root of this machine, with fewer capabilities unless privileged");
        }
        if (plan.privileged()) {
            shared.add(
                    plan.dockerSocket() == null
                            ? "privileged: the build has all capabilities of the user who runs the local cloud"
                            : "privileged: the build has all capabilities, and this machine's Docker daemon with its images");
        }
        return new Isolation(
                by,
                List.of(
                        "files: own /codebuild, home folder, /tmp, /var and /run; no user's home folder",
                        "processes: own process ids; all end with the build",
                        "host name and System V IPC",
                        "environment variables"),
                shared);
    }
}
