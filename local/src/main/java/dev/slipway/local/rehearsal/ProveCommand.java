package dev.slipway.local.rehearsal;

import dev.slipway.local.cloud.access.proof.Proof;
import dev.slipway.local.cloud.access.proof.Step;
import dev.slipway.local.cloud.access.record.CallLog;
import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.rehearsal.proof.Documented;
import dev.slipway.local.rehearsal.proof.Evidence;
import dev.slipway.local.rehearsal.proof.Findings;
import dev.slipway.local.rehearsal.proof.ProofReport;
import dev.slipway.local.rehearsal.proof.StackRoles;
import dev.slipway.local.rehearsal.proof.StepNames;
import dev.slipway.local.rehearsal.scene.Cloud;
import dev.slipway.local.rehearsal.scene.Delivery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Proves that the roles of a stack may do what they must, and nothing else. */
@Command(
        name = "prove",
        description = "Rehearse all services of a stack, then tell for each statement of each role what needs it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 all needed and none missing, 1 not so, or not finished in time (run it again to go on), 2 wrong options."
        })
@NullUnmarked // picocli sets the fields
public final class ProveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name of the stack.")
    private String stack;

    @Option(names = "--project", paramLabel = "NAME", defaultValue = "slipway", hidden = true, description = "Project.")
    private String project;

    @Option(names = "--content", paramLabel = "DIR", description = "Files of a good commit (default: the sample).")
    private Path content;

    @Option(names = "--sample", paramLabel = "DIR", hidden = true, description = "The sample.")
    private Path sample;

    @Option(names = "--scratch", paramLabel = "DIR", hidden = true, description = "Folder of this local cloud.")
    private Path scratch;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the findings as JSON, too.")
    private Path json;

    @Option(
            names = "--limit",
            paramLabel = "MINUTES",
            defaultValue = "30",
            description = "No rehearsal is begun after so many minutes (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "So many services at once (default: one for each two processors, at least one).")
    private Integer parallel;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (var cloud = Cloud.open()) {
            var prefix = project + "-" + stack.substring(stack.lastIndexOf('/') + 1) + "-";
            var pipelines = PipelineNames.all(cloud.codepipeline()).stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            if (pipelines.isEmpty()) {
                throw new IllegalArgumentException("stack %s has no pipeline, expected at least one".formatted(stack));
            }
            var roles = StackRoles.read(cloud.iam(), prefix);
            var evidence = Evidence.open(scratch.resolve("evidence.json"), roles.text(), Instant.now());
            var place = new Stage.Place(content == null ? sample : content, scratch, Duration.ofMinutes(10));
            var end = Instant.now().plus(Duration.ofMinutes(limit));
            var run = new ProvingRun(cloud, place, evidence, end, this::tell);
            var outcomes = run.of(prefix, pipelines, parallel());
            if (!outcomes.stream().allMatch(Outcome::fine)) {
                return say(1, "a rehearsal did not go as declared: see above; ./slipway rehearse tells more");
            }
            if (run.unfinished()) {
                return say(1, "not finished in %d minutes: run it again to go on".formatted(limit));
            }
            return judge(cloud, pipelines, roles, evidence);
        } catch (IllegalArgumentException e) {
            return say(2, e.getMessage());
        } catch (SdkException | IOException | GitAPIException e) {
            return say(1, e.getMessage());
        }
    }

    private int parallel() {
        return parallel == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : Math.max(1, parallel);
    }

    private Integer judge(Cloud cloud, List<String> pipelines, StackRoles roles, Evidence evidence) throws IOException {
        var projects = pipelines.stream()
                .map(name -> Delivery.read(cloud.codepipeline(), name).project())
                .toList();
        var names = StepNames.read(cloud.codepipeline(), pipelines, cloud.codebuild(), projects);
        var steps = CallLog.recorded(scratch.resolve("cloud").resolve("calls")).stream()
                .filter(call -> !call.time().isBefore(evidence.since()))
                .map(call -> new Step(names.of(call), call))
                .toList();
        var proofs = new ArrayList<dev.slipway.local.cloud.access.proof.RoleProof>();
        roles.policies().forEach((role, policies) -> proofs.add(Proof.of(role, policies, steps)));
        var findings = Findings.of(proofs, Documented.load());
        out().print(ProofReport.text(findings));
        roles.managed().forEach(arn -> out().println("not judged: managed policy " + arn));
        out().flush();
        if (json != null) {
            ProofReport.write(json, findings);
        }
        return findings.exact() ? 0 : 1;
    }

    private synchronized void tell(Outcome outcome) {
        out().print(outcome.fine() ? Report.line(outcome) : Report.story(outcome));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int say(int code, String text) {
        var err = spec.commandLine().getErr();
        err.println("slipway: error: " + text);
        err.flush();
        return code;
    }
}
