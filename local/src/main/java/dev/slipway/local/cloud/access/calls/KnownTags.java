package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.iam.Arn;
import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.signature.Credential;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;

/** Tags as the services tell them: those of ours and of ministack that can be asked with one call. */
public final class KnownTags implements ResourceTags {
    private final MinistackClients clients;
    private final PolicyCache cache;
    private volatile Map<String, Service> ours = Map.of();

    /**
     * Tags.
     *
     * @param clients ask ministack as root
     * @param cache keeps what ministack tells as long as nothing is written
     */
    public KnownTags(MinistackClients clients, PolicyCache cache) {
        this.clients = clients;
        this.cache = cache;
    }

    /** From now on asks services of ours for their own resources. */
    public void ask(Collection<Service> services) {
        ours = services.stream()
                .collect(Collectors.toUnmodifiableMap(service -> service.model().service(), Function.identity()));
    }

    @Override
    public Map<String, String> of(String arn) {
        return Arn.parse(arn)
                .map(parsed -> cache.tags(parsed, () -> read(parsed)))
                .orElse(Map.of());
    }

    private Map<String, String> read(Arn arn) {
        return switch (arn.service()) {
            case "iam" -> ofIam(arn.resource());
            case "sns" -> ofTopic(arn);
            default ->
                TagQuestion.about(arn)
                        .map(question -> RequestTags.tags(answer(arn.region(), question)))
                        .orElse(Map.of());
        };
    }

    private JsonNode answer(String region, TagQuestion question) {
        var own = ours.get(question.service());
        try {
            var answer = own == null
                    ? clients.json().call(region, question.service(), question.operation(), question.input())
                    : own.operation(question.operation())
                            .orElseThrow()
                            .handle(new Call(question.input(), region, Credential.ROOT));
            return answer.at(question.place());
        } catch (AwsException notThere) {
            // What has no tags that can be told is judged as what has none.
            return MissingNode.getInstance();
        }
    }

    private Map<String, String> ofIam(String resource) {
        var name = resource.substring(resource.lastIndexOf('/') + 1);
        try {
            if (resource.startsWith("role/")) {
                return clients.iam().getRole(request -> request.roleName(name)).role().tags().stream()
                        .collect(Collectors.toUnmodifiableMap(tag -> tag.key(), tag -> tag.value()));
            }
            if (resource.startsWith("user/")) {
                return clients.iam().getUser(request -> request.userName(name)).user().tags().stream()
                        .collect(Collectors.toUnmodifiableMap(tag -> tag.key(), tag -> tag.value()));
            }
            return Map.of();
        } catch (NoSuchEntityException gone) {
            return Map.of();
        }
    }

    private Map<String, String> ofTopic(Arn arn) {
        try {
            return clients
                    .sns(arn.region())
                    .listTagsForResource(request -> request.resourceArn(arn.toString()))
                    .tags()
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(tag -> tag.key(), tag -> tag.value()));
        } catch (NotFoundException | ResourceNotFoundException gone) {
            return Map.of();
        }
    }
}
