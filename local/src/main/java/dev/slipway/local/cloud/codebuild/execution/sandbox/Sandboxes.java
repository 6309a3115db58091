package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the best sandbox of this machine, by trying. */
public final class Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);
    private static final long PATIENCE_SECONDS = 10;

    private Sandboxes() {}

    /**
     * The best one that works here.
     *
     * @param folder a folder to try in
     */
    public static Sandbox best(Path folder) throws IOException, InterruptedException {
        for (Sandbox one : candidates()) {
            if (works(one, folder)) {
                return one;
            }
        }
        return new NoSandbox();
    }

    /** Those that might work here, best first. */
    static List<Sandbox> candidates() {
        boolean root = isRoot();
        Optional<Path> bubblewrap = Programs.find("bwrap");
        return bubblewrap.isPresent()
                ? List.of(new BubblewrapSandbox(bubblewrap.get(), root), new UnshareSandbox(root))
                : List.of(new UnshareSandbox(root));
    }

    static boolean works(Sandbox sandbox, Path folder) throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return false;
        }
        Path trial = Files.createTempDirectory(folder, "trial");
        SandboxPlan plan = new SandboxPlan(new BuildFolders(trial, 0, true), List.of(), false, null);
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(
                plan, List.of("/bin/sh", "-c", "touch /codebuild/tried && test $$ -lt 9 && test ! -w /usr")));
        builder.environment().clear();
        builder.environment().put("PATH", Programs.SYSTEM_PATH);
        Path output = trial.resolve("output");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            if (process.exitValue() != 0) {
                LOG.debug(
                        "{} does not work here: {}",
                        builder.command().get(0),
                        Files.readString(output).strip());
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} does not start", builder.command().get(0), e);
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
