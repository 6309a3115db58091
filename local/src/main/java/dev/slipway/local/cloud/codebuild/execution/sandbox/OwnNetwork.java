package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox in a network of its own, as each build on AWS has a machine of its own: what a build listens on is seen by nobody else, and of
 * this machine's loopback it sees the ports of the plan alone. A script of Python makes the network and serves these ports from outside.
 *
 * @see <a href="https://github.com/rootless-containers/slirp4netns">slirp4netns</a>
 */
final class OwnNetwork implements Sandbox {
    /** Where slirp4netns answers questions for names, in the words of its manual. */
    private static final String RESOLVER = "nameserver 10.0.2.3\n";

    private final Sandbox inner;
    private final Path python;
    private final Path script;
    private final @Nullable Path wayOut;

    /**
     * Wraps a sandbox that takes no user namespace of its own.
     *
     * @param script where {@link #extract} has put the script
     * @param wayOut slirp4netns, or null: then the build reaches nothing but the ports
     */
    OwnNetwork(Sandbox inner, Path python, Path script, @Nullable Path wayOut) {
        this.inner = Objects.requireNonNull(inner);
        this.python = Objects.requireNonNull(python);
        this.script = Objects.requireNonNull(script);
        this.wayOut = wayOut;
    }

    /** Puts the script into a folder. */
    static Path extract(Path folder) throws IOException {
        Path script = Files.createDirectories(folder).resolve("network.py");
        try (InputStream in = OwnNetwork.class.getResourceAsStream("network.py")) {
            if (in == null) {
                throw new IOException("network.py is missing in this program's jar");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    @Override
    public boolean mounts() {
        return inner.mounts();
    }

    @Override
    public List<String> command(SandboxPlan plan, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-I", "-S", script.toString()));
        for (int port : plan.ports()) {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        SandboxPlan seen = plan;
        if (wayOut != null) {
            command.addAll(List.of("--way-out", wayOut.toString()));
            Path resolver = plan.folders().root().resolve("resolv.conf");
            Files.writeString(resolver, RESOLVER);
            seen = plan.withResolver(resolver);
        }
        command.add("--");
        command.addAll(inner.command(seen, program));
        return command;
    }

    @Override
    public Isolation isolation(SandboxPlan plan) {
        Isolation without = inner.isolation(plan);
        List<String> isolated = new ArrayList<>(without.isolated());
        isolated.add("network: own loopback, on which only the local cloud answers");
        List<String> shared = new ArrayList<>(without.shared());
        shared.remove(Shared.NETWORK);
        shared.add(
                0,
                wayOut == null
                        ? "internet: none, since slirp4netns is not installed or does not work here"
                        : "internet: the build reaches what this machine reaches, but not its loopback");
        if (plan.dockerSocket() != null) {
            shared.add(
                    "containers that Docker's daemon runs for the build: in the daemon's networks, with published ports on this machine");
        }
        return new Isolation(without.by(), isolated, shared);
    }

    /** The file that names the resolver, which on many machines is a link. */
    static @Nullable Path resolverFile() {
        Path file = Path.of("/etc/resolv.conf");
        try {
            return Files.exists(file) ? file.toRealPath() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow the link " + file, e);
        }
    }

    @Override
    public String toString() {
        return inner + (wayOut == null ? " in a network of its own" : " in a network of its own with a way out");
    }
}
