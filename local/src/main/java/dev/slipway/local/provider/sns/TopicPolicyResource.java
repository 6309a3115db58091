package dev.slipway.local.provider.sns;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy of a topic; deleting it puts AWS's default policy back, since a topic always has one. */
public final class TopicPolicyResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(TopicPolicy.class, TopicPolicyArgs.class)
            .replacedBy("arn")
            .policy("policy")
            .allow("arn", Allowed.arn())
            .missingCodes("NotFound", "NotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String topic = inputs.need("arn");
        put(call, topic, inputs.need("policy"));
        return topic;
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        Map<String, String> attributes = call.clients()
                .sns()
                .getTopicAttributes(request -> request.topicArn(id))
                .attributes();
        String policy = attributes.get("Policy");
        return policy == null || policy.isEmpty()
                ? Optional.empty()
                : Optional.of(PropertyMap.EMPTY
                        .with("arn", id)
                        .with("owner", attributes.get("Owner"))
                        .with("policy", policy));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, id, change.inputs().need("policy"));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        put(call, id, defaultPolicy(id, state.need("owner")));
    }

    private static void put(Call call, String topic, String policy) {
        call.onceRoleIsUsable(() -> call.clients().sns().setTopicAttributes(request -> request.topicArn(topic)
                .attributeName("Policy")
                .attributeValue(policy)));
    }

    private static String defaultPolicy(String topic, String owner) {
        JsonObject statement = new JsonObject();
        statement.addProperty("Sid", "__default_statement_ID");
        statement.addProperty("Effect", "Allow");
        JsonObject principal = new JsonObject();
        principal.addProperty("AWS", "*");
        statement.add("Principal", principal);
        JsonArray actions = new JsonArray();
        List.of(
                        "SNS:GetTopicAttributes",
                        "SNS:SetTopicAttributes",
                        "SNS:AddPermission",
                        "SNS:RemovePermission",
                        "SNS:DeleteTopic",
                        "SNS:Subscribe",
                        "SNS:ListSubscriptionsByTopic",
                        "SNS:Publish")
                .forEach(actions::add);
        statement.add("Action", actions);
        statement.addProperty("Resource", topic);
        JsonObject owned = new JsonObject();
        owned.addProperty("AWS:SourceOwner", owner);
        JsonObject condition = new JsonObject();
        condition.add("StringEquals", owned);
        statement.add("Condition", condition);
        JsonArray statements = new JsonArray();
        statements.add(statement);
        JsonObject policy = new JsonObject();
        policy.addProperty("Version", "2008-10-17");
        policy.addProperty("Id", "__default_policy_ID");
        policy.add("Statement", statements);
        return policy.toString();
    }
}
