package dev.slipway.local.rehearsal;

import dev.slipway.local.executions.BuildFailure;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.LogReader;
import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.rehearsal.scene.Cloud;
import dev.slipway.local.rehearsal.scene.Content;
import dev.slipway.local.rehearsal.scene.Delivery;
import dev.slipway.local.rehearsal.scene.Executions;
import dev.slipway.local.rehearsal.scene.RunningService;
import dev.slipway.local.rehearsal.scene.Wait;
import dev.slipway.local.terminal.Clean;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

/** Gives every repository of a stack that has no commit its first one, and waits until each service is live. */
@Command(
        name = "seed",
        description =
                "Push a first commit to every empty repository of a stack, set going again what failed, and wait until each service is live.",
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
public final class SeedCommand implements Callable<Integer> {
    private static final int LINES_OF_A_FAILURE = 20;
    private static final int FIRST_OF_CLIENT_ERRORS = 400;

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

    /** What is waited for: a commit that was pushed now, or an execution of one that was there. */
    private record Begun(String pushed, String execution) {}

    @Override
    public Integer call() throws InterruptedException {
        try (var cloud = Cloud.open()) {
            var prefix = project + "-" + stack + "-";
            var begun = new LinkedHashMap<Delivery, Begun>();
            var files = Content.of(content);
            for (var name : PipelineNames.all(cloud.codepipeline())) {
                if (name.startsWith(prefix)) {
                    var delivery = Delivery.read(cloud.codepipeline(), name);
                    begun.put(delivery, begin(cloud, delivery, files));
                }
            }
            return follow(cloud, begun);
        } catch (SdkException | IOException | GitAPIException e) {
            return fail(e.getMessage());
        }
    }

    private Begun begin(Cloud cloud, Delivery delivery, Content files) throws IOException, GitAPIException {
        var folder = Files.createTempDirectory("slipway-seed");
        try (var repository = Stage.clone(cloud, delivery, folder)) {
            var head = repository.head();
            if (head.isEmpty()) {
                return new Begun(repository.push(files, "The sample"), "");
            }
            var chosen = new Mending(cloud.codepipeline(), delivery.pipeline(), executions(cloud, delivery))
                    .execution(head.get());
            if (!chosen.done().isEmpty()) {
                say("%s was not live: %s".formatted(delivery.pipeline(), chosen.done()));
            }
            return new Begun("", chosen.execution());
        } finally {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
        }
    }

    private Executions executions(Cloud cloud, Delivery delivery) {
        return new Executions(
                cloud.codepipeline(), delivery.pipeline(), new Wait(Duration.ofSeconds(limit), Stage.PAUSE));
    }

    private int follow(Cloud cloud, Map<Delivery, Begun> begun) throws InterruptedException {
        var began = System.nanoTime();
        var code = 0;
        for (var one : begun.entrySet()) {
            var delivery = one.getKey();
            var pushed = one.getValue().pushed();
            try {
                var executions = executions(cloud, delivery);
                var id = pushed.isEmpty() ? one.getValue().execution() : executions.startedBy(pushed);
                var ended = executions.ended(id);
                if ("Succeeded".equals(ended.statusAsString())) {
                    live(cloud, delivery, pushed.isEmpty() ? "" : ", %d s after its push".formatted(seconds(began)));
                } else {
                    code = fail("%s is not live: execution %s is %s"
                            .formatted(delivery.pipeline(), id, ended.statusAsString()));
                    explain(delivery, id);
                }
            } catch (Wait.TookTooLong e) {
                code = fail("%s is not live: %s".formatted(delivery.pipeline(), e.getMessage()));
            }
        }
        return code;
    }

    private static long seconds(long began) {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    private void live(Cloud cloud, Delivery delivery, String since) throws InterruptedException {
        var service = new RunningService(cloud, delivery);
        var url = service.url();
        if (url.isEmpty() || service.simulated()) {
            say("%s is deployed%s".formatted(delivery.pipeline(), since));
            return;
        }
        answers(url.get());
        say("%s is live at %s%s".formatted(delivery.pipeline(), url.get(), since));
    }

    /** A deployment that succeeded once is no service that answers now: its tasks may have to be started anew. */
    private void answers(URI url) throws InterruptedException {
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
        new Wait(Duration.ofSeconds(limit), Stage.PAUSE).until("an answer of " + url, () -> status(client, request)
                .filter(status -> status < FIRST_OF_CLIENT_ERRORS));
    }

    private static Optional<Integer> status(HttpClient client, HttpRequest request) {
        try {
            return Optional.of(
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Why an execution did not succeed. */
    private void explain(Delivery delivery, String id) {
        try (var clients = Clients.open()) {
            var reader = new ExecutionReader(clients.codepipeline());
            var view = reader.read(delivery.pipeline(), reader.find(delivery.pipeline(), id));
            var logs = new LogReader(clients.codebuild(), clients.logs());
            view.actions()
                    .filter(action -> action.progress().status().equals("Failed"))
                    .forEach(action -> {
                        var failure = action.provider().equals("CodeBuild")
                                        && !action.externalId().isEmpty()
                                ? logs.failure(action.externalId(), LINES_OF_A_FAILURE)
                                : Optional.<BuildFailure>empty();
                        failure.ifPresentOrElse(
                                found -> found.lines().forEach(line -> print("  " + Clean.line(line))),
                                () -> print("  %s: %s".formatted(action.name(), Clean.line(action.error()))));
                    });
            print("  more: ./slipway watch %1$s, ./slipway logs %1$s".formatted(words(delivery)));
        }
    }

    private String words(Delivery delivery) {
        return stack + " " + delivery.pipeline().substring((project + "-" + stack + "-").length());
    }

    private void say(String text) {
        print("slipway: " + text);
    }

    private void print(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }

    private int fail(String text) {
        say("error: " + text);
        return 1;
    }
}
