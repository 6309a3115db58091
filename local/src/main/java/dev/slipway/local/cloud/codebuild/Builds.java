package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codebuild.BuildTable.Row;
import dev.slipway.local.cloud.codebuild.BuildTable.Started;
import dev.slipway.local.cloud.codebuild.execution.BuildEngine;
import dev.slipway.local.cloud.codebuild.execution.BuildLimitException;
import dev.slipway.local.cloud.codebuild.execution.EngineSettings;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.local.cloud.codebuild.execution.port.BuildPorts;
import dev.slipway.local.cloud.codebuild.role.BuildRole;
import dev.slipway.local.cloud.codebuild.role.RolePorts;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The builds of all projects, from their start to what is told of them when they are over. */
public final class Builds implements PipelineBuilds, AutoCloseable {
    private static final String ENDED =
            "the local cloud ended while the build ran; nothing of it goes on: start it again";

    private final Store store;
    private final BuildCloud cloud;
    private final EngineSettings settings;
    private final BuildEngine engine;
    private final BuildEvents events;
    private final Clock clock;
    private boolean closed;

    private Builds(Store store, BuildCloud cloud, EngineSettings settings, BuildEngine engine, Clock clock) {
        this.store = store;
        this.cloud = cloud;
        this.settings = settings;
        this.engine = engine;
        this.events = new BuildEvents(cloud.events());
        this.clock = clock;
    }

    /** What a build is to do, once it has an id and a number. */
    private interface Planner {
        BuildPlan plan(Transaction view, String uuid, long number);
    }

    /**
     * Opens the builds of a store.
     *
     * @throws IOException if the engine's folder cannot be used
     */
    public static Builds open(Store store, BuildCloud cloud, EngineSettings settings, Clock clock)
            throws IOException, InterruptedException {
        return new Builds(store, cloud, settings, BuildEngine.start(settings, clock), clock);
    }

    /** Ends the builds that ran when the local cloud was killed, and tells the event bus of every end that it does not know. */
    public void recover() {
        var now = clock.instant();
        var unannounced = store.write(transaction -> BuildTable.all(transaction).stream()
                .filter(row -> row.unannounced() || !row.complete())
                .map(row -> {
                    if (!row.complete()) {
                        BuildDocument.fault(row.build(), ENDED, now);
                        BuildTable.put(transaction, new Row(row.region(), row.build(), row.input(), true));
                    }
                    return row;
                })
                .toList());
        for (var row : unannounced) {
            events.stateChanged(row.region(), row.build(), now);
            BuildFollower.announced(store, row.region(), row.id());
        }
    }

    /** StartBuild. */
    ObjectNode start(Call call) {
        return begin(call, call.input());
    }

    /** RetryBuild: the same again, as far as the project still is the same. */
    ObjectNode retry(Call call) {
        var row = require(call, call.text("id"));
        var input = row.input()
                .orElseThrow(() -> new AwsException(
                        ProjectRules.INVALID,
                        "Build %s was started by a pipeline: retry its stage".formatted(row.id())));
        input.remove("idempotencyToken");
        if (call.has("idempotencyToken")) {
            input.put("idempotencyToken", call.text("idempotencyToken"));
        }
        return begin(call, input);
    }

    private ObjectNode begin(Call call, ObjectNode input) {
        var asked = input.deepCopy();
        asked.remove("idempotencyToken");
        return begin(
                call.region(),
                input.path("projectName").asText(),
                input.path("idempotencyToken").asText(""),
                asked,
                false,
                (view, uuid, number) -> {
                    var project = ProjectTable.require(
                            view, call.region(), input.path("projectName").asText());
                    var own = ProjectDefaults.complete(call, BuildOverrides.apply(project, input));
                    ProjectRules.checkSettings(own);
                    ProjectRules.checkVariables(input.path("environmentVariablesOverride"));
                    return BuildPlan.of(call.region(), uuid, number, initiator(call), own, input);
                });
    }

    private static String initiator(Call call) {
        var principal = call.caller().principalArn();
        return principal.substring(principal.lastIndexOf(':') + 1).replaceFirst("^(user|assumed-role)/", "");
    }

    @Override
    public String start(PipelineBuild build) {
        var project = "arn:aws:codebuild:%s:%s:project/%s".formatted(build.region(), Call.ACCOUNT, build.project());
        cloud.onBehalf()
                .access()
                .require(build.caller(), AccessRequest.of(build.region(), "codebuild:StartBuild", project));
        var overrides = Json.object();
        if (!build.buildspecOverride().isEmpty()) {
            overrides.put("buildspecOverride", build.buildspecOverride());
        }
        if (!build.encryptionKey().isEmpty()) {
            overrides.put("encryptionKeyOverride", build.encryptionKey());
        }
        return begin(
                        build.region(),
                        build.project(),
                        build.token(),
                        Json.object(),
                        true,
                        (view, uuid, number) -> BuildPlan.of(
                                build,
                                uuid,
                                number,
                                BuildOverrides.apply(
                                        ProjectTable.require(view, build.region(), build.project()), overrides)))
                .path("id")
                .asText();
    }

    private ObjectNode begin(
            String region, String project, String token, ObjectNode input, boolean forPipeline, Planner planner) {
        var now = clock.instant();
        return store.write(transaction -> {
            if (!token.isEmpty()) {
                var before = BuildTable.started(transaction, region, token, now)
                        .flatMap(started -> again(transaction, region, token, started, input));
                if (before.isPresent()) {
                    return before.get();
                }
            }
            var name = ProjectTable.require(transaction, region, project)
                    .path("name")
                    .asText();
            var plan = planner.plan(
                    transaction, UUID.randomUUID().toString(), ProjectTable.nextNumber(transaction, region, name));
            var build = BuildDocument.submitted(plan, settings.endpoint(), now);
            BuildTable.put(
                    transaction, new Row(region, build, forPipeline ? Optional.empty() : Optional.of(input), false));
            if (!token.isEmpty()) {
                BuildTable.remember(transaction, region, token, new Started(plan.id(), input), forPipeline, now);
            }
            // The engine comes last: what it refuses is not kept, and its first news waits for this transaction.
            try {
                var request = plan.request(ProjectTable.cacheGeneration(transaction, region, name));
                engine.start(request, ports(plan, request.cache()));
            } catch (BuildLimitException e) {
                throw new AwsException("AccountLimitExceededException", String.valueOf(e.getMessage()));
            }
            return build;
        });
    }

    private static Optional<ObjectNode> again(
            Transaction view, String region, String token, Started started, JsonNode input) {
        if (!started.input().equals(input)) {
            throw new AwsException(
                    ProjectRules.INVALID,
                    "The idempotencyToken %s was used with other parameters before".formatted(token));
        }
        return BuildTable.find(view, region, started.id()).map(Row::build);
    }

    private BuildPorts ports(BuildPlan plan, CacheSettings cache) {
        var role = new BuildRole(
                cloud.onBehalf(),
                clock,
                plan.settings().path("serviceRole").asText(),
                plan.region(),
                plan.settings().path("arn").asText(),
                "AWSCodeBuild-" + plan.uuid());
        return new RolePorts(
                        role,
                        plan.logGroup(),
                        plan.logStream(),
                        plan.sources(),
                        sources(plan, cache),
                        plan.artifactKey(),
                        new ReportTable(store, plan.region(), plan.arn(), clock))
                .with(new BuildFollower(plan.region(), store, events, clock));
    }

    private @Nullable Path sources(BuildPlan plan, CacheSettings cache) {
        return cache.modes().contains(CacheSettings.Mode.LOCAL_SOURCE_CACHE)
                ? settings.caches(plan.region(), plan.project())
                        .resolve(Long.toString(cache.generation()))
                        .resolve("sources")
                : null;
    }

    /** What projects keep on this machine from one build to the next. */
    ProjectCaches caches() {
        return new ProjectCaches(settings);
    }

    /** StopBuild; a build that has ended stays as it is. */
    ObjectNode stop(Call call) {
        var row = require(call, call.text("id"));
        engine.stop(row.id());
        return require(call, row.id()).build();
    }

    private Row require(Call call, String id) {
        return store.read(view -> BuildTable.find(view, call.region(), id))
                .orElseThrow(() ->
                        new AwsException("ResourceNotFoundException", "The build does not exist: %s".formatted(id)));
    }

    /** Stops all builds and waits a moment for their end, while the cloud still answers their last calls. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            engine.close();
        }
    }
}
