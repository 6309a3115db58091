package dev.slipway;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.cicd.ApprovalTopic;
import dev.slipway.cicd.ApprovalTopicArgs;
import dev.slipway.cicd.ArtifactStore;
import dev.slipway.cicd.ArtifactStoreArgs;
import dev.slipway.cicd.ScopeArgs;
import dev.slipway.cicd.TrialCluster;
import dev.slipway.cicd.TrialClusterArgs;
import dev.slipway.config.ApprovalSettings;
import dev.slipway.config.ConfigKeys;
import dev.slipway.config.ConfigReader;
import dev.slipway.config.ResourceNames;
import dev.slipway.config.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A stack: what its services share, then each service's source, build and pipeline. */
final class PlatformStack {
    private final StackSettings settings;
    private final ResourceNames names;
    private final Map<String, List<String>> taskRoleArns;
    private final ScopeArgs scope = ScopeArgs.lookUp(InvokeOptions.Empty);

    private PlatformStack(StackSettings settings, ResourceNames names, Map<String, List<String>> taskRoleArns) {
        this.settings = settings;
        this.names = names;
        this.taskRoleArns = taskRoleArns;
    }

    /** Reads the stack's configuration, declares its resources and exports what its users need. */
    static void define(Context context) {
        var config = context.config(ConfigReader.NAMESPACE);
        var keys = ConfigKeys.of(System.getenv(ConfigKeys.VARIABLE));
        var settings = ConfigReader.read(context.projectName(), context.stackName(), keys, config::get);
        var names = ResourceNames.of(context.projectName(), context.stackName());
        // An export that fails is a second error, with a stack trace: exports wait for a success.
        // When it never comes, the SDK has ended the program with the first error.
        var exports = new CompletableFuture<Exports>();
        ExistingTargets.taskRoleArns(context.stackName(), settings, names)
                .applyValue(
                        taskRoleArns -> exports.complete(new PlatformStack(settings, names, taskRoleArns).declare()));
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
                names, new SharedParts(scope, tags, store, approvals(tags, store), trialCluster(tags), taskRoleArns));
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
