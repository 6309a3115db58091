package dev.slipway.local.rehearsal;

import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.rehearsal.scene.Cloud;
import dev.slipway.local.rehearsal.scene.Content;
import dev.slipway.local.rehearsal.scene.Delivery;
import dev.slipway.local.rehearsal.scene.Executions;
import dev.slipway.local.rehearsal.scene.RunningService;
import dev.slipway.local.rehearsal.scene.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Gives every repository of a stack that has no commit its first one, and waits until it is live. */
@Command(
        name = "seed",
        description = "Push a first commit to every empty repository of a stack, and wait until it is live.",
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
public final class SeedCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name of the stack.")
    private String stack;

    @Option(names = "--project", paramLabel = "NAME", defaultValue = "slipway", hidden = true, description = "Project.")
    private String project;

    @Option(names = "--content", paramLabel = "DIR", required = true, description = "Files of the commit.")
    private Path content;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait for any one pipeline (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (var cloud = Cloud.open()) {
            var prefix = project + "-" + stack + "-";
            var started = new LinkedHashMap<Delivery, String>();
            var files = Content.of(content);
            for (var name : PipelineNames.all(cloud.codepipeline())) {
                if (name.startsWith(prefix)) {
                    var delivery = Delivery.read(cloud.codepipeline(), name);
                    var commit = seed(cloud, delivery, files);
                    if (!commit.isEmpty()) {
                        started.put(delivery, commit);
                    }
                }
            }
            return follow(cloud, started);
        } catch (SdkException | IOException | GitAPIException | Wait.TookTooLong e) {
            return fail(e.getMessage());
        }
    }

    /** The commit; empty when the repository has some already. */
    private static String seed(Cloud cloud, Delivery delivery, Content files) throws IOException, GitAPIException {
        var folder = Files.createTempDirectory("slipway-seed");
        try (var repository = Stage.clone(cloud, delivery, folder)) {
            return repository.hasCommits() ? "" : repository.push(files, "The sample");
        } finally {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
        }
    }

    private int follow(Cloud cloud, Map<Delivery, String> started) throws InterruptedException {
        var began = System.nanoTime();
        var code = 0;
        for (var one : started.entrySet()) {
            var delivery = one.getKey();
            var executions = new Executions(
                    cloud.codepipeline(), delivery.pipeline(), new Wait(Duration.ofSeconds(limit), Stage.PAUSE));
            var ended = executions.ended(executions.startedBy(one.getValue()));
            if (!"Succeeded".equals(ended.statusAsString())) {
                code = fail("%s: the first execution is %s; see ./slipway watch %s and ./slipway logs %s"
                        .formatted(delivery.pipeline(), ended.statusAsString(), words(delivery), words(delivery)));
                continue;
            }
            var seconds = (System.nanoTime() - began) / 1_000_000_000;
            new RunningService(cloud, delivery)
                    .url()
                    .ifPresentOrElse(
                            url -> say("%s is live at %s, %d s after its push"
                                    .formatted(delivery.pipeline(), url, seconds)),
                            () -> say("%s is deployed, %d s after its push".formatted(delivery.pipeline(), seconds)));
        }
        return code;
    }

    private String words(Delivery delivery) {
        return stack + " " + delivery.pipeline().substring((project + "-" + stack + "-").length());
    }

    private void say(String text) {
        spec.commandLine().getErr().println("slipway: " + text);
        spec.commandLine().getErr().flush();
    }

    private int fail(String text) {
        say("error: " + text);
        return 1;
    }
}
