package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sandbox by {@code unshare} of util-linux, for machines without bubblewrap: a script mounts what the build sees, then changes root. */
final class UnshareSandbox implements Sandbox {
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");

    /** Makes every mount at or below a folder read-only: what is mounted below keeps its own flags otherwise. */
    private static final String READ_ONLY =
            """
            read_only() {
                cat /proc/self/mountinfo >"$root/mounts"
                while read -r _ _ _ _ point options _; do
                    case $point in *\\\\*) point=$(printf "$(printf %s "$point" | sed 's/%/%%/g')") ;; esac
                    case $point in
                        "$1" | "$1"/*) mount -o "remount,bind,ro${options#r[wo]}" "$point" ;;
                    esac
                done <"$root/mounts"
                rm "$root/mounts"
            }
            """;

    private final boolean root;
    private final boolean ownUsers;

    /**
     * Such a sandbox.
     *
     * @param root whether root runs the local cloud
     * @param ownUsers whether it has to make a user namespace, to be root in it
     */
    UnshareSandbox(boolean root, boolean ownUsers) {
        this.root = root;
        this.ownUsers = ownUsers;
    }

    @Override
    public boolean mounts() {
        return true;
    }

    @Override
    public List<String> command(SandboxPlan plan, List<String> inner) throws IOException {
        Path newRoot = Files.createDirectories(plan.folders().root().resolve("sandbox"));
        Path script = plan.folders().root().resolve("sandbox.sh");
        Files.writeString(script, script(plan, newRoot));
        List<String> command = new ArrayList<>(List.of(
                "unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--ipc", "--uts"));
        if (ownUsers) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("--", "/bin/sh", script.toString()));
        command.addAll(inner);
        return command;
    }

    private static String script(SandboxPlan plan, Path newRoot) {
        StringBuilder script = new StringBuilder(
                "set -eu\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nroot=" + quote(newRoot.toString()) + "\n");
        script.append(READ_ONLY);
        script.append("mount -t tmpfs -o mode=755 tmpfs \"$root\"\n");
        plan.mounts().forEach(mount -> script.append(line(mount)));
        script.append("hostname codebuild 2>/dev/null || true\n");
        script.append("mkdir \"$root/old\"\ncd \"$root\"\npivot_root . old\ncd /\numount -l /old\nrmdir /old\n");
        if (plan.privileged()) {
            script.append("exec \"$@\"\n");
        } else {
            script.append("exec setpriv --inh-caps=-all --bounding-set="
                    + Capabilities.UNPRIVILEGED.stream()
                            .map(one -> "+" + one)
                            .collect(Collectors.joining(",", "-all,", ""))
                    + " -- \"$@\"\n");
        }
        return script.toString();
    }

    private static String line(Mount mount) {
        String to = "\"$root\"" + quote(mount.to());
        String from = quote(mount.from());
        return switch (mount.kind()) {
            case READ_ONLY -> place(mount) + "mount --rbind " + from + " " + to + " && read_only " + to + "\n";
            case WRITABLE -> place(mount) + "mount --rbind " + from + " " + to + "\n";
            case LINK -> "ln -s " + from + " " + to + "\n";
            case EMPTY -> "mkdir -p " + to + "\n";
            case HIDDEN ->
                Files.isDirectory(Path.of(mount.to()))
                        ? "mount -t tmpfs -o ro tmpfs " + to + "\n"
                        : "mount --bind /dev/null " + to + " && read_only " + to + "\n";
            case PROCESSES -> "mkdir -p " + to + " && mount -t proc proc " + to + "\n";
            case DEVICES -> devices(to);
        };
    }

    private static String place(Mount mount) {
        String to = "\"$root\"" + quote(mount.to());
        return Files.isDirectory(Path.of(mount.from()))
                ? "mkdir -p " + to + " && "
                : "mkdir -p \"$(dirname " + to + ")\" && { [ -e " + to + " ] || : >" + to + "; } && ";
    }

    private static String devices(String to) {
        StringBuilder lines = new StringBuilder("mkdir -p " + to + "/pts " + to + "/shm\n");
        for (String device : DEVICES) {
            lines.append(
                    ": >" + to + "/" + device + " && mount --bind /dev/" + device + " " + to + "/" + device + "\n");
        }
        lines.append("ln -s /proc/self/fd " + to + "/fd\nln -s fd/0 " + to + "/stdin\nln -s fd/1 " + to
                + "/stdout\nln -s fd/2 " + to + "/stderr\n");
        return lines.toString();
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public Isolation isolation(SandboxPlan plan) {
        return Shared.withNamespaces("unshare", plan, root);
    }

    @Override
    public String toString() {
        return "unshare";
    }
}
