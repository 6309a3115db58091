package dev.slipway;

import com.pulumi.core.Output;
import dev.slipway.cicd.ArtifactStore;
import dev.slipway.cicd.ScopeArgs;
import dev.slipway.cicd.TrialCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the services of a stack share.
 *
 * @param scope where resources live, asked once
 * @param tags tags of every resource
 * @param store artifact bucket and key
 * @param approvals whom pipelines ask, when any does
 * @param trialCluster where trial services run, when there are any
 * @param taskRoleArns roles of the existing ECS services, by the service's name
 */
record SharedParts(
        ScopeArgs scope,
        Map<String, String> tags,
        ArtifactStore store,
        Optional<Approvals> approvals,
        Optional<TrialCluster> trialCluster,
        Map<String, List<String>> taskRoleArns) {
    /**
     * Whom pipelines ask.
     *
     * @param topicArn the topic
     * @param keyArn its key, when that is not the key of the store
     */
    record Approvals(Output<String> topicArn, Optional<Output<String>> keyArn) {}
}
