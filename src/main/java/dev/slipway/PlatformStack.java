package dev.slipway;

import com.pulumi.Context;
import com.pulumi.core.Output;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.cicd.ApprovalTopic;
import dev.slipway.cicd.ApprovalTopicArgs;
import dev.slipway.cicd.ArtifactStore;
import dev.slipway.cicd.ArtifactStoreArgs;
import dev.slipway.cicd.ScopeArgs;
import dev.slipway.cicd.TrialCluster;
import dev.slipway.cicd.TrialClusterArgs;
import dev.slipway.config.ApprovalSettings;
import dev.slipway.config.ConfigReader;
import dev.slipway.config.ResourceNames;
import dev.slipway.config.StackReading;
import dev.slipway.config.StackSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stack: what its services share, then each service's source, build and pipeline. */
final class PlatformStack {
    private final StackSettings settings;
    private final ResourceNames names;
    private final Surroundings surroundings;
    private final ScopeArgs scope;

    private PlatformStack(StackReading reading, Surroundings surroundings) {
        this.settings = reading.settings();
        this.names = reading.names();
        this.surroundings = surroundings;
        this.scope = ScopeArgs.builder()
                .partition(surroundings.scope().partition())
                .region(surroundings.scope().region())
                .accountId(surroundings.scope().account())
                .build();
    }

    /** Reads the stack's configuration, declares its resources and exports what its users need. */
    static void define(Context context) {
        define(context, new AtomicReference<>());
    }

    /**
     * The same.
     *
     * @param known where to put what is to be told if the engine stops while AWS is asked
     */
    static void define(Context context, AtomicReference<@Nullable Supplier<String>> known) {
        var reading = ConfigReader.read(StackConfiguration.of(context, System.getenv(), Path.of("")));
        // An export that fails is a second error, with a stack trace: exports wait for a success.
        // When it never comes, the SDK has ended the program with the first error.
        var exports = new CompletableFuture<Exports>();
        known.set(() -> Surroundings.neverAsked(reading));
        Surroundings.lookUp(reading).applyValue(surroundings -> {
            var stack = new PlatformStack(reading, surroundings);
            known.set(null);
            return exports.complete(stack.declare());
        });
        var declared = Output.of(exports);
        context.export("artifactBucketName", declared.apply(Exports::artifactBucketName));
        context.export("artifactKeyArn", declared.apply(Exports::artifactKeyArn));
        context.export("services", declared.applyValue(Exports::services));
    }

    /** What the stack's users need. */
    private record Exports(
            Output<String> artifactBucketName,
            Output<String> artifactKeyArn,
            Map<String, Map<String, Output<String>>> services) {}

    private Exports declare() {
        var tags = new LinkedHashMap<String, String>();
        settings.tags().forEach((key, value) -> tags.put(key, value.value()));
        var store = store(tags);
        var services = new ServiceStacks(
                names,
                new SharedParts(
                        scope, tags, store, approvals(tags, store), trialCluster(tags), surroundings.taskRoleArns()));
        return new Exports(store.bucketName(), store.keyArn(), services.declare(settings.services()));
    }

    private ArtifactStore store(Map<String, String> tags) {
        var artifacts = settings.artifacts();
        return new ArtifactStore(
                names.prefix(),
                ArtifactStoreArgs.builder()
                        .bucketName(Output.tuple(scope.accountId(), scope.region())
                                .applyValue(known -> names.bucket(artifacts, known.t1, known.t2)))
                        .expirationDays(artifacts.expirationDays())
                        .noncurrentVersionExpirationDays(artifacts.noncurrentVersionExpirationDays())
                        .abortIncompleteMultipartUploadDays(artifacts.abortIncompleteMultipartUploadDays())
                        .keyDeletionWindowDays(artifacts.keyDeletionWindowDays())
                        .forceDestroy(artifacts.forceDestroy())
                        .scope(scope)
                        .tags(tags)
                        .build(),
                null);
    }

    private Optional<SharedParts.Approvals> approvals(Map<String, String> tags, ArtifactStore store) {
        return Optional.ofNullable(settings.approvals()).map(approvals -> approvals(approvals, tags, store));
    }

    private SharedParts.Approvals approvals(ApprovalSettings approvals, Map<String, String> tags, ArtifactStore store) {
        if (approvals.topicArn() != null) {
            return new SharedParts.Approvals(
                    Output.of(approvals.topicArn().value()),
                    Optional.ofNullable(approvals.topicKeyArn()).map(key -> Output.of(key.value())));
        }
        var topic = new ApprovalTopic(
                names.prefix() + "-approvals",
                ApprovalTopicArgs.builder()
                        .keyArn(store.keyArn())
                        .emails(approvals.emails().stream()
                                .map(email -> email.value())
                                .toList())
                        .tags(tags)
                        .build(),
                null);
        return new SharedParts.Approvals(topic.topicArn(), Optional.empty());
    }

    private Optional<TrialCluster> trialCluster(Map<String, String> tags) {
        var wanted = settings.services().values().stream()
                .anyMatch(service -> service.deploy().target() == DeployTarget.TRIAL);
        if (!wanted) {
            return Optional.empty();
        }
        var trial = settings.trial();
        return Optional.of(new TrialCluster(
                names.prefix(),
                TrialClusterArgs.builder()
                        .vpcCidr(trial.vpcCidr().value())
                        .allowedCidrs(trial.allowedCidrs().stream()
                                .map(cidr -> cidr.value())
                                .toList())
                        .tags(tags)
                        .build(),
                null));
    }
}
