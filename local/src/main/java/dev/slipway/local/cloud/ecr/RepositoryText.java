package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;

/**
 * A text that a repository may have.
 *
 * @param member where the repository, requests and answers have it
 * @param name what messages call it
 * @param missing the error code of its absence
 */
record RepositoryText(String member, String name, String missing) {
    /** Who else may use the repository. */
    static final RepositoryText POLICY =
            new RepositoryText("policyText", "Repository policy", "RepositoryPolicyNotFoundException");

    /** Which images expire. */
    static final RepositoryText LIFECYCLE =
            new RepositoryText("lifecyclePolicyText", "Lifecycle policy", "LifecyclePolicyNotFoundException");

    /** The lifecycle policy that was looked at last, without being applied. */
    static final RepositoryText PREVIEW = new RepositoryText(
            "lifecyclePreviewText", "Lifecycle policy preview", "LifecyclePolicyPreviewNotFoundException");

    /** The text of the repository that a call is about. */
    String require(Call call, ObjectNode repository) {
        if (!repository.has(member)) {
            throw new AwsException(
                    missing,
                    "%s does not exist for the repository with name '%s' in the registry with id '%s'"
                            .formatted(name, call.text("repositoryName"), Call.ACCOUNT));
        }
        return repository.get(member).asText();
    }

    /** What every operation on it answers. */
    ObjectNode answer(Call call, String text) {
        return Json.object()
                .put("registryId", Call.ACCOUNT)
                .put("repositoryName", call.text("repositoryName"))
                .put(member, text);
    }
}
