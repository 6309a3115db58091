package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A sandbox by bubblewrap.
 *
 * @see <a href="https://github.com/containers/bubblewrap">bubblewrap</a>
 */
final class BubblewrapSandbox implements Sandbox {
    private final Path program;
    private final boolean root;
    private final boolean ownUsers;

    /**
     * Such a sandbox.
     *
     * @param root whether root runs the local cloud
     * @param ownUsers whether it has to make a user namespace, to be root in it
     */
    BubblewrapSandbox(Path program, boolean root, boolean ownUsers) {
        this.program = Objects.requireNonNull(program);
        this.root = root;
        this.ownUsers = ownUsers;
    }

    @Override
    public boolean mounts() {
        return true;
    }

    @Override
    public List<String> command(SandboxPlan plan, List<String> inner) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--die-with-parent",
                "--new-session",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--hostname",
                "codebuild"));
        if (ownUsers) {
            command.addAll(List.of("--unshare-user", "--uid", "0", "--gid", "0"));
        }
        if (plan.privileged()) {
            command.addAll(List.of("--cap-add", "ALL"));
        } else {
            command.addAll(List.of("--cap-drop", "ALL"));
            for (String capability : Capabilities.UNPRIVILEGED) {
                command.addAll(List.of("--cap-add", "CAP_" + capability.toUpperCase(Locale.ROOT)));
            }
        }
        plan.mounts().forEach(mount -> command.addAll(arguments(mount)));
        command.addAll(List.of("--chdir", "/", "--"));
        command.addAll(inner);
        return command;
    }

    private static List<String> arguments(Mount mount) {
        return switch (mount.kind()) {
            case READ_ONLY -> List.of("--ro-bind", mount.from(), mount.to());
            case WRITABLE -> List.of("--bind", mount.from(), mount.to());
            case LINK -> List.of("--symlink", mount.from(), mount.to());
            case EMPTY -> mount.to().equals("/var/tmp") ? List.of("--dir", mount.to()) : List.of("--tmpfs", mount.to());
            case HIDDEN ->
                Files.isDirectory(Path.of(mount.to()))
                        ? List.of("--tmpfs", mount.to(), "--remount-ro", mount.to())
                        : List.of("--ro-bind", "/dev/null", mount.to());
            case PROCESSES -> List.of("--proc", mount.to());
            case DEVICES -> List.of("--dev", mount.to());
        };
    }

    @Override
    public Isolation isolation(SandboxPlan plan) {
        return Shared.withNamespaces("bubblewrap", plan, root);
    }

    @Override
    public String toString() {
        return "bubblewrap";
    }
}
