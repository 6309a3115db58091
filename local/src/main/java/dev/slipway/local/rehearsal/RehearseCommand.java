package dev.slipway.local.rehearsal;

import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.executions.UnknownName;
import dev.slipway.local.rehearsal.fault.Fault;
import dev.slipway.local.rehearsal.fault.Faults;
import dev.slipway.local.rehearsal.scene.Cloud;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Rehearses one pipeline of the local cloud at AWS_ENDPOINT_URL. */
@Command(
        name = "rehearse",
        description = "Rehearse a pipeline on the local cloud at AWS_ENDPOINT_URL.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --fault: a new version goes live under load. Exit codes: 0 all as declared, 1 not so, 2 wrong options."
        })
@NullUnmarked // picocli sets the fields
public final class RehearseCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "STACK", description = "Name of the stack.")
    private String stack;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE", description = "Name of the service.")
    private String service;

    @Option(names = "--project", paramLabel = "NAME", defaultValue = "slipway", hidden = true, description = "Project.")
    private String project;

    @Option(names = "--fault", paramLabel = "NAME", description = "What is to go wrong; may be repeated, or all.")
    private List<String> faults = List.of();

    @Option(names = "--list", description = "List the faults.")
    private boolean list;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the stories as JSON, too.")
    private Path json;

    @Option(names = "--content", paramLabel = "DIR", description = "Files of a good commit (default: the sample).")
    private Path content;

    @Option(names = "--sample", paramLabel = "DIR", hidden = true, description = "The sample.")
    private Path sample;

    @Option(names = "--scratch", paramLabel = "DIR", hidden = true, description = "Folder of this local cloud.")
    private Path scratch;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for any one thing (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Spec
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Faults.all().forEach(fault -> out().println("%-22s %s".formatted(fault.name(), fault.about())));
            out().flush();
            return 0;
        }
        try (var cloud = Cloud.open()) {
            var chosen = Faults.chosen(faults);
            var pipeline = PipelineNames.of(PipelineNames.all(cloud.codepipeline()), project, stack, service);
            var outcomes = rehearse(cloud, pipeline, chosen);
            out().print(Report.table(outcomes));
            out().flush();
            if (json != null) {
                Report.write(json, outcomes);
            }
            return outcomes.stream().allMatch(Outcome::fine) ? 0 : 1;
        } catch (UnknownName | IllegalArgumentException e) {
            return say(2, e);
        } catch (SdkException | IOException | GitAPIException e) {
            return say(1, e);
        }
    }

    private List<Outcome> rehearse(Cloud cloud, String pipeline, List<Fault> chosen)
            throws IOException, GitAPIException, InterruptedException {
        var place = new Stage.Place(content == null ? sample : content, scratch, Duration.ofSeconds(limit));
        try (var stage = Stage.set(cloud, pipeline, place)) {
            var rehearsal = new Rehearsal(service, stage.scene());
            var outcomes = new ArrayList<Outcome>();
            tell(outcomes, rehearsal.first());
            if (!stage.scene().live()) {
                return outcomes;
            }
            if (chosen.isEmpty()) {
                tell(outcomes, rehearsal.good());
            }
            for (var fault : chosen) {
                tell(outcomes, rehearsal.fault(fault));
            }
            return outcomes;
        }
    }

    private void tell(List<Outcome> outcomes, Outcome outcome) {
        outcomes.add(outcome);
        out().print(Report.story(outcome));
        out().flush();
    }

    private int say(int code, Exception e) {
        var err = spec.commandLine().getErr();
        err.println("slipway: error: " + e.getMessage());
        err.flush();
        return code;
    }
}
