package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.codebuild.PipelineBuilds;
import dev.slipway.local.cloud.codecommit.Archives;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.AlarmRule;
import dev.slipway.local.cloud.codepipeline.execution.action.Artifacts;
import dev.slipway.local.cloud.codepipeline.execution.action.CodeBuildAction;
import dev.slipway.local.cloud.codepipeline.execution.action.CodeCommitSource;
import dev.slipway.local.cloud.codepipeline.execution.action.EcrSource;
import dev.slipway.local.cloud.codepipeline.execution.action.EcsDeploy;
import dev.slipway.local.cloud.codepipeline.execution.action.ManualApproval;
import dev.slipway.local.cloud.codepipeline.execution.action.Roles;
import dev.slipway.local.cloud.codepipeline.execution.action.S3Deploy;
import dev.slipway.local.cloud.codepipeline.execution.action.S3Source;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.driver.RandomIds;
import dev.slipway.local.cloud.codepipeline.execution.driver.Steps;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * CodePipeline.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/Welcome.html">CodePipeline API</a>
 */
public final class CodePipeline implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final PipelineTable table;
    private final PipelineEngine engine;
    private final StartOperations starts;
    private final Clock clock;

    private CodePipeline(PipelineTable table, PipelineEngine engine, StartOperations starts, Clock clock) {
        this.table = table;
        this.engine = engine;
        this.starts = starts;
        this.clock = clock;
    }

    /**
     * Opens it; nothing runs before {@link #resume}.
     *
     * @param store where pipelines and executions are kept
     * @param archives gives the sources of CodeCommit
     * @param builds starts builds
     * @param behalf lets actions work as the roles of pipelines
     * @param bus takes events
     * @param clock the time
     */
    public static CodePipeline open(
            Store store, Archives archives, PipelineBuilds builds, OnBehalf behalf, EventBus bus, Clock clock) {
        var table = new PipelineTable(store, clock);
        var clients = behalf.clients();
        var roles = new Roles(behalf);
        var artifacts = new Artifacts(clients);
        var build = new CodeBuildAction(clients, roles, builds);
        var actions = Map.<String, ActionExecutor>of(
                "Source/CodeCommit", new CodeCommitSource(clients, roles, artifacts, archives, clock),
                "Source/S3", new S3Source(clients, roles, artifacts, clock),
                "Source/ECR", new EcrSource(clients, roles, artifacts, clock),
                "Build/CodeBuild", build,
                "Test/CodeBuild", build,
                "Approval/Manual", new ManualApproval(clients, roles),
                "Deploy/ECS", new EcsDeploy(clients, roles, artifacts, clock),
                "Deploy/S3", new S3Deploy(clients, roles, artifacts));
        var steps = new Steps(actions, Map.of("CloudWatchAlarm", new AlarmRule(clients, roles, clock)), clock);
        var engine = new PipelineEngine(store, table, bus, steps, clock, new RandomIds(), PAUSE);
        var starts = new StartOperations(table, engine, new StartTokens(clock), behalf.access());
        return new CodePipeline(table, engine, starts, clock);
    }

    /** Starts pipelines for rules. */
    public PipelineStarts starts() {
        return starts;
    }

    /** Goes on with what ran when the cloud stopped; called once the cloud answers. */
    public void resume() {
        engine.resume();
    }

    @Override
    public void close() throws InterruptedException {
        engine.close();
    }

    /**
     * The service.
     *
     * @param model its model
     * @param ministack asks IAM and S3
     */
    public Service service(ServiceModel model, MinistackClients ministack) {
        var surroundings = new Surroundings(ministack, new ServiceRoles(ministack));
        var pipelines = new PipelineOperations(table, surroundings, engine, starts);
        var transitions = new TransitionOperations(table, engine);
        var state = new StateOperations(table, engine);
        var history = new HistoryOperations(table, engine);
        var control = new ControlOperations(engine, clock);
        var tags = new TagOperations(table);
        return Service.of(model, "it runs pipelines, but has no custom actions, job workers and webhooks")
                .operation("CreatePipeline", pipelines::create)
                .operation("GetPipeline", pipelines::get)
                .operation("UpdatePipeline", pipelines::update)
                .operation("ListPipelines", pipelines::list)
                .operation("DeletePipeline", pipelines::delete)
                .operation("EnableStageTransition", transitions::enable)
                .operation("DisableStageTransition", transitions::disable)
                .operation("StartPipelineExecution", starts::start)
                .operation("StopPipelineExecution", control::stop)
                .operation("RetryStageExecution", control::retry)
                .operation("RollbackStage", control::rollback)
                .operation("OverrideStageCondition", control::override)
                .operation("PutApprovalResult", control::approve)
                .operation("GetPipelineState", state::get)
                .operation("GetPipelineExecution", history::execution)
                .operation("ListPipelineExecutions", history::executionsOf)
                .operation("ListActionExecutions", history::actions)
                .operation("ListRuleExecutions", history::rules)
                .operation("ListActionTypes", ActionTypes::list)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .build();
    }
}
