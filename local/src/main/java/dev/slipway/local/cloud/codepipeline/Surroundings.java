package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a pipeline needs that other services have: roles that it may take on, and its artifact buckets. */
final class Surroundings {
    private final MinistackClients clients;
    private final ServiceRoles roles;

    Surroundings(MinistackClients clients, ServiceRoles roles) {
        this.clients = clients;
        this.roles = roles;
    }

    void check(Call call, JsonNode pipeline) {
        var role = pipeline.path("roleArn").asText();
        var arn = call.arn("codepipeline", pipeline.path("name").asText());
        if (!roles.trusts(role, "codepipeline.amazonaws.com", arn)) {
            throw new AwsException(
                    "InvalidStructureException",
                    "CodePipeline is not authorized to perform AssumeRole on role %s".formatted(role));
        }
        if (pipeline.has("artifactStore")) {
            requireBucket(call.region(), pipeline.path("artifactStore"));
        }
        pipeline.path("artifactStores").properties().forEach(store -> requireBucket(store.getKey(), store.getValue()));
    }

    /** A bucket holds the artifacts of actions in its own region only. */
    private void requireBucket(String region, JsonNode store) {
        var bucket = store.path("location").asText();
        try {
            clients.s3(region).headBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            throw new AwsException(
                    "InvalidStructureException",
                    "The artifact store bucket '%s' does not exist in region %s".formatted(bucket, region));
        }
    }
}
