package dev.slipway.config;

import dev.slipway.blueprint.Approval;
import dev.slipway.blueprint.ContainerName;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.blueprint.EcsClusterName;
import dev.slipway.blueprint.EcsServiceName;
import dev.slipway.blueprint.ExecutionMode;
import dev.slipway.blueprint.FailureAction;
import dev.slipway.blueprint.RetryMode;
import org.jspecify.annotations.Nullable;

/** Where and how a service is deployed. */
public record DeploySettings(
        @Setting(
                        value =
                                "EXISTING: an ECS service that exists. TRIAL: one that this stack creates to try things on.",
                        standard = "\"EXISTING\"")
                DeployTarget target,
        @Setting("Name of the ECS cluster. Required with target EXISTING.") @Nullable EcsClusterName clusterName,
        @Setting(
                        "Name of the ECS service; without it the service's name in this file, for a trial service PROJECT-STACK-SERVICE.")
                @Nullable
                EcsServiceName serviceName,
        @Setting("Name of the container that gets the new image; without it the service's name in this file.") @Nullable
                ContainerName containerName,
        @Setting(
                        value = "Minutes that ECS has to become stable with the new image.",
                        standard = "20",
                        least = 1,
                        greatest = 60,
                        see = "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html")
                int timeoutMinutes,
        @Setting(
                        value = "What happens when the pipeline is started while it runs.",
                        standard = "\"QUEUED\"",
                        see = "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html")
                ExecutionMode executionMode,
        @Setting(
                        value =
                                "MANUAL: the pipeline asks on the topic of slipway:approvals and waits. NONE: it deploys at once.",
                        standard = "\"NONE\"",
                        see = "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html")
                Approval approval,
        @Setting(
                        value = "Minutes until an unanswered approval fails the stage; 10080 are seven days.",
                        standard = "10080",
                        least = 5,
                        greatest = 86_400)
                int approvalTimeoutMinutes,
        @Setting(
                        value =
                                "What the deploy stage does by itself when it fails. A rollback needs an earlier success whose artifacts are still kept.",
                        standard = "\"ROLLBACK\"",
                        see = "https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html")
                FailureAction onFailure,
        @Setting(value = "What an automatic retry of the deploy stage runs again.", standard = "\"FAILED_ACTIONS\"")
                RetryMode retryMode,
        @Setting(value = "The trial service; of account only with target TRIAL.", standard = "{}")
                TrialServiceSettings trial) {
    public DeploySettings {
        cluster(target, clusterName);
        listenerPort(target, trial.listenerPort());
        rollback(executionMode, onFailure);
    }

    @Rule({"target", "clusterName"})
    static void cluster(DeployTarget target, @Nullable EcsClusterName clusterName) {
        if (target == DeployTarget.EXISTING && clusterName == null) {
            throw new IllegalArgumentException(
                    "got no clusterName, expected one with target EXISTING: set it here or in slipway:defaults, or set target TRIAL");
        }
        if (target == DeployTarget.TRIAL && clusterName != null) {
            throw new IllegalArgumentException(
                    "got clusterName \"%s\" with target TRIAL, expected none: the trial cluster is created by this stack"
                            .formatted(clusterName.value()));
        }
    }

    @Rule({"target", "trial.listenerPort"})
    static void listenerPort(DeployTarget target, @Nullable Integer listenerPort) {
        if (target == DeployTarget.TRIAL && listenerPort == null) {
            throw new IllegalArgumentException(
                    "got no trial.listenerPort, expected one with target TRIAL: the port at which the load balancer shows the service");
        }
    }

    @Rule({"executionMode", "onFailure"})
    static void rollback(ExecutionMode executionMode, FailureAction onFailure) {
        if (executionMode == ExecutionMode.PARALLEL && onFailure == FailureAction.ROLLBACK) {
            throw new IllegalArgumentException(
                    "got onFailure ROLLBACK with executionMode PARALLEL, expected QUEUED or SUPERSEDED: AWS cannot roll back parallel executions");
        }
    }
}
