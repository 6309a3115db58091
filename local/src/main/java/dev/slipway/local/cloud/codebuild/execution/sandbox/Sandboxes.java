package dev.slipway.local.cloud.codebuild.execution.sandbox;

import dev.slipway.local.process.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the best sandbox of this machine, by trying. */
public final class Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Sandboxes() {}

    /**
     * The best one that works here.
     *
     * @param folder a folder to try in, which stays
     * @param python a Python, or null for this machine's; without one builds share this machine's network
     */
    public static Sandbox best(Path folder, @Nullable Path python) throws IOException, InterruptedException {
        for (Sandbox one : candidates(folder, python)) {
            if (works(one, folder)) {
                return one;
            }
        }
        return new NoSandbox();
    }

    /** Those that might work here, best first: a network of one's own counts more than which program makes the sandbox. */
    static List<Sandbox> candidates(Path folder, @Nullable Path python) throws IOException {
        boolean root = isRoot();
        Optional<Path> interpreter = python == null ? Programs.find("python3") : Optional.of(python);
        List<Sandbox> all = new ArrayList<>();
        if (interpreter.isPresent()) {
            Path script = OwnNetwork.extract(folder);
            Optional<Path> wayOut = Programs.find("slirp4netns");
            for (Sandbox inner : bare(root, false)) {
                wayOut.ifPresent(slirp -> all.add(new OwnNetwork(inner, interpreter.get(), script, slirp)));
                all.add(new OwnNetwork(inner, interpreter.get(), script, null));
            }
        }
        all.addAll(bare(root, !root));
        return all;
    }

    private static List<Sandbox> bare(boolean root, boolean ownUsers) {
        Sandbox unshare = new UnshareSandbox(root, ownUsers);
        return Programs.find("bwrap")
                .<List<Sandbox>>map(program -> List.of(new BubblewrapSandbox(program, root, ownUsers), unshare))
                .orElse(List.of(unshare));
    }

    static boolean works(Sandbox sandbox, Path folder) throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return false;
        }
        Path trial = Files.createTempDirectory(folder, "trial");
        SandboxPlan plan = new SandboxPlan(new BuildFolders(trial, 0, true), List.of(), false, null, List.of(), null);
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(
                plan, List.of("/bin/sh", "-c", "touch /codebuild/tried && test $$ -lt 9 && test ! -w /usr")));
        builder.environment().clear();
        builder.environment().put("PATH", Programs.SYSTEM_PATH);
        try {
            Answer answer = Answer.of(builder.redirectErrorStream(true), PATIENCE);
            if (answer.exitCode() != 0) {
                LOG.debug(
                        "{} does not work here: {}",
                        builder.command().get(0),
                        answer.output().strip());
            }
            return answer.exitCode() == 0;
        } catch (IOException e) {
            LOG.debug("{} does not start", builder.command().get(0), e);
            return false;
        } catch (TimeoutException e) {
            LOG.debug("{} {}", builder.command().get(0), e.getMessage());
            return false;
        } finally {
            Trees.delete(trial);
        }
    }

    /** Whether this process has the rights of root. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
