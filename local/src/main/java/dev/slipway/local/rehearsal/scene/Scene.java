package dev.slipway.local.rehearsal.scene;

import dev.slipway.local.executions.Approvals;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** All that the rehearsals of one pipeline share, and what most of them do. */
public final class Scene {
    private static final int SHORT_ID = 7;

    private final Cloud cloud;
    private final Delivery delivery;
    private final Repository repository;
    private final Content content;
    private final Switches switches;
    private final Wait wait;
    private final Executions executions;
    private final RunningService service;
    private Story story = new Story();
    private String name = "";
    private int pushes;
    private @Nullable Good good;

    /** The scene of one pipeline; the content is what a good commit has. */
    public Scene(Cloud cloud, Delivery delivery, Repository repository, Content content, Switches switches, Wait wait) {
        this.cloud = cloud;
        this.delivery = delivery;
        this.repository = repository;
        this.content = content;
        this.switches = switches;
        this.wait = wait;
        this.executions = new Executions(cloud.codepipeline(), delivery.pipeline(), wait);
        this.service = new RunningService(cloud, delivery);
    }

    /** Begins the story of a rehearsal. */
    public Story begin(String rehearsal) {
        name = rehearsal;
        story = new Story();
        return story;
    }

    /** The cloud. */
    public Cloud cloud() {
        return cloud;
    }

    /** The pipeline as it is declared. */
    public Delivery delivery() {
        return delivery;
    }

    /** What a good commit has. */
    public Content content() {
        return content;
    }

    /** What can be wrong with the cloud. */
    public Switches switches() {
        return switches;
    }

    /** The executions of the pipeline. */
    public Executions executions() {
        return executions;
    }

    /** The service that the pipeline deploys to. */
    public RunningService service() {
        return service;
    }

    /** Waits. */
    public Wait waiting() {
        return wait;
    }

    /** The story that is told. */
    public Story story() {
        return story;
    }

    /** The latest version that went live. */
    public Good good() {
        return Objects.requireNonNull(good, "a good run comes first");
    }

    /** Whether a version is live. */
    public boolean live() {
        return good != null;
    }

    /** Where the service answers; empty when it has no load balancer. */
    public Optional<URI> page() {
        return service.url();
    }

    /** Ends what an interrupted rehearsal left under way: an approval would wait for days, a bad version would roll back later. */
    public void settle() throws InterruptedException {
        var abandoned = executions.abandonAll();
        if (!abandoned.isEmpty()) {
            story.did("abandoned what an interrupted run left under way: " + String.join(", ", abandoned));
            wait.until("service %s to be steady".formatted(delivery.service()), service::image);
        }
    }

    /** A commit that was pushed, and what its page would show. */
    public record Pushed(String commit, String mark) {}

    /** Pushes files as a commit of their own. */
    public Pushed push(Content files, String what) throws IOException, GitAPIException {
        pushes++;
        var mark = "%s-%d".formatted(name, pushes);
        var commit = repository.push(files.marked(mark), "Rehearsal %s: %s".formatted(name, what));
        story.did("pushed %s: %s".formatted(commit.substring(0, SHORT_ID), what));
        return new Pushed(commit, mark);
    }

    /** Lets an execution through its approval, when the pipeline has one. */
    public void approve(String execution) throws InterruptedException {
        if (delivery.approval().isPresent()) {
            answer(execution, true);
        }
    }

    /** Answers the approval that an execution waits for. */
    public void answer(String execution, boolean approved) throws InterruptedException {
        var approvals = new Approvals(cloud.codepipeline());
        var waiting = wait.until(
                "the approval of execution " + execution, () -> approvals.waiting(delivery.pipeline()).stream()
                        .filter(one -> one.execution().equals(execution))
                        .findFirst());
        approvals.answer(delivery.pipeline(), waiting, approved, "rehearsal " + name);
        story.did("%s %s/%s".formatted(approved ? "approved" : "rejected", waiting.stage(), waiting.action()));
    }

    /** Approves what waits now, but for the executions that were approved before. */
    public void approveAll(Set<String> before) {
        if (delivery.approval().isEmpty()) {
            return;
        }
        var approvals = new Approvals(cloud.codepipeline());
        approvals.waiting(delivery.pipeline()).stream()
                .filter(waiting -> before.add(waiting.execution()))
                .forEach(waiting -> approvals.answer(delivery.pipeline(), waiting, true, "rehearsal " + name));
    }

    /** Waits until a pushed commit is live, and keeps it as the good version. */
    public void goesLive(Pushed pushed) throws InterruptedException {
        var execution = executions.startedBy(pushed.commit());
        approve(execution);
        isLive(execution, pushed);
    }

    /** Waits until an execution has brought its commit to the service, and keeps it as the good version. */
    public void isLive(String execution, Pushed pushed) throws InterruptedException {
        var before = good == null ? "" : good.image();
        var ended = executions.ended(execution);
        if (!story.check(
                "the execution succeeds",
                "Succeeded".equals(ended.statusAsString()),
                ended.statusAsString() + failures(execution))) {
            return;
        }
        var image = wait.until(
                "the deployment of service %s to be complete".formatted(delivery.service()),
                () -> service.image().filter(Predicate.not(before::equals)));
        story.shows("service %s runs %s".formatted(delivery.service(), image));
        good = new Good(execution, image, pushed.mark());
    }

    private String failures(String execution) {
        var text = new StringBuilder();
        executions.attempts(execution).stream()
                .filter(Attempt::failed)
                .forEach(attempt -> text.append("; %s/%s %s: %s"
                        .formatted(attempt.stage(), attempt.action(), attempt.code(), attempt.message())));
        return text.toString();
    }

    /** What a commit that cannot go live is expected to cause. */
    public record Failure(Delivery.Stage stage, String code, Pattern message) {}

    /** Pushes files that cannot go live, while the old version is under load, and checks all that follows. */
    public void fails(Content files, String what, Failure expected)
            throws IOException, GitAPIException, InterruptedException {
        underLoad(() -> {
            var rollbacks = executions.rollbacks();
            var pushed = push(files, what);
            var execution = executions.startedBy(pushed.commit());
            if (afterApproval(expected.stage())) {
                approve(execution);
            }
            failed(execution, expected);
            reacted(execution, expected.stage(), rollbacks);
        });
        staysLive();
    }

    private boolean afterApproval(Delivery.Stage stage) {
        return delivery.approval()
                .filter(approval ->
                        delivery.stages().indexOf(approval) < delivery.stages().indexOf(stage))
                .isPresent();
    }

    /** Checks that an execution fails as it is expected on AWS. */
    public void failed(String execution, Failure expected) throws InterruptedException {
        var end = executions.firstEnd(execution, expected.stage().name());
        story.shows("%s/%s %s, %s: %s".formatted(end.stage(), end.action(), end.status(), end.code(), end.message()));
        story.check("action %s of stage %s fails".formatted(end.action(), end.stage()), end.failed(), end.status());
        story.check(
                "error code %s".formatted(expected.code()), end.code().equals(expected.code()), "'" + end.code() + "'");
        story.check(
                "a message like \"%s\"".formatted(readable(expected.message())),
                expected.message().matcher(end.message()).find(),
                end.message());
    }

    private static String readable(Pattern pattern) {
        return pattern.pattern().replaceAll("^\\^|\\\\[QE]", "").replace(".*", "...");
    }

    /** Checks that the failed stage did what it is declared to do. */
    public void reacted(String execution, Delivery.Stage stage, Set<String> rollbacksBefore)
            throws InterruptedException {
        var ended = executions.ended(execution);
        story.check(
                "execution %s has failed".formatted(shortened(execution)),
                "Failed".equals(ended.statusAsString()),
                ended.statusAsString());
        var automatic = automaticAttempts(execution, stage);
        if (stage.reaction() == Reaction.RETRY) {
            story.check(
                    "stage %s was run again once, by itself".formatted(stage.name()),
                    automatic == 1,
                    automatic + " automatic attempts");
            retryMetadata(stage);
        } else {
            story.check(
                    "stage %s was not run again by itself".formatted(stage.name()),
                    automatic == 0,
                    automatic + " automatic attempts");
        }
        if (stage.reaction() == Reaction.ROLLBACK) {
            rolledBack(execution, stage, rollbacksBefore);
        } else {
            var more = executions.rollbacks().size() - rollbacksBefore.size();
            story.check("nothing was rolled back by the pipeline", more == 0, more + " rollbacks");
        }
    }

    private long automaticAttempts(String execution, Delivery.Stage stage) {
        return executions.attempts(execution).stream()
                        .filter(attempt -> attempt.stage().equals(stage.name()))
                        .filter(Attempt::failed)
                        .count()
                - 1;
    }

    private void retryMetadata(Delivery.Stage stage) {
        if (delivery.mode().equals("PARALLEL")) {
            return;
        }
        var metadata = executions.stage(stage.name()).retryStageMetadata();
        var trigger = metadata == null ? "nothing" : metadata.latestRetryTriggerAsString();
        story.check(
                "the stage says who retried it: AutomatedStageRetry", "AutomatedStageRetry".equals(trigger), trigger);
    }

    private void rolledBack(String execution, Delivery.Stage stage, Set<String> before) throws InterruptedException {
        var rollback = executions.ended(executions.rollbackOf(execution, before).pipelineExecutionId());
        var target = target(rollback);
        story.shows("execution %s, type ROLLBACK, target %s: %s"
                .formatted(shortened(rollback.pipelineExecutionId()), shortened(target), rollback.statusAsString()));
        story.check(
                "stage %s was rolled back to the last success, by itself".formatted(stage.name()),
                target.equals(good().execution()) && "AutomatedRollback".equals(trigger(rollback)),
                "target %s, trigger %s".formatted(target, trigger(rollback)));
        story.check(
                "the rollback succeeds",
                "Succeeded".equals(rollback.statusAsString()),
                rollback.statusAsString() + failures(rollback.pipelineExecutionId()));
    }

    private static String target(PipelineExecutionSummary rollback) {
        var metadata = rollback.rollbackMetadata();
        return metadata == null ? "" : Objects.requireNonNullElse(metadata.rollbackTargetPipelineExecutionId(), "");
    }

    private static String trigger(PipelineExecutionSummary execution) {
        return execution.trigger() == null ? "" : execution.trigger().triggerTypeAsString();
    }

    /** Checks that the service still runs the good version. */
    public void staysLive() throws InterruptedException {
        var image = wait.until("service %s to be steady".formatted(delivery.service()), service::image);
        story.check(
                "service %s runs the last good version".formatted(delivery.service()),
                image.equals(good().image()),
                image);
    }

    /** Something that is done while the service is under load. */
    public interface Work {
        /** Does it. */
        void run() throws IOException, GitAPIException, InterruptedException;
    }

    /** Does something while the live version is under load; no request may fail. */
    public void underLoad(Work work) throws IOException, GitAPIException, InterruptedException {
        var page = page();
        if (page.isEmpty()) {
            story.did("put no load on the service: it has no load balancer");
            work.run();
            return;
        }
        try (var load = Load.on(page.get())) {
            work.run();
            var result = load.stop();
            story.shows("under load: " + result);
            story.check("no request fails", result.failed() == 0 && result.requests() > 0, result.toString());
        }
    }

    /** Runs the failed actions of a stage again, when what was wrong has been put right, and expects success. */
    public void retrySucceeds(String execution, Delivery.Stage stage, Pushed pushed) throws InterruptedException {
        cloud.codepipeline().retryStageExecution(request -> request.pipelineName(delivery.pipeline())
                .stageName(stage.name())
                .pipelineExecutionId(execution)
                .retryMode(StageRetryMode.FAILED_ACTIONS));
        story.did("retried stage %s (RetryStageExecution, FAILED_ACTIONS)".formatted(stage.name()));
        if (!afterApproval(stage)
                && delivery.stages().indexOf(stage) < delivery.stages().indexOf(delivery.deploy())) {
            approve(execution);
        }
        isLive(execution, pushed);
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(id.length(), 8));
    }
}
