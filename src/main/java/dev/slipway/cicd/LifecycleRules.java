package dev.slipway.cicd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The lifecycle policy of an ECR repository: images without a tag expire after days, and of the others the newest are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html">AWS reference</a>
 */
final class LifecycleRules {
    private LifecycleRules() {}

    static String of(int expireUntaggedAfterDays, int keepTaggedImages) {
        var untagged = selection("untagged", "sinceImagePushed", expireUntaggedAfterDays);
        untagged.addProperty("countUnit", "days");
        var tagged = selection("tagged", "imageCountMoreThan", keepTaggedImages);
        var everyTag = new JsonArray();
        everyTag.add("*");
        tagged.add("tagPatternList", everyTag);

        var rules = new JsonArray();
        rules.add(rule(1, "Expire images without a tag after %d days".formatted(expireUntaggedAfterDays), untagged));
        rules.add(rule(2, "Keep the newest %d tagged images".formatted(keepTaggedImages), tagged));
        var policy = new JsonObject();
        policy.add("rules", rules);
        return policy.toString();
    }

    private static JsonObject selection(String tagStatus, String countType, int countNumber) {
        var selection = new JsonObject();
        selection.addProperty("tagStatus", tagStatus);
        selection.addProperty("countType", countType);
        selection.addProperty("countNumber", countNumber);
        return selection;
    }

    private static JsonObject rule(int priority, String description, JsonObject selection) {
        var expire = new JsonObject();
        expire.addProperty("type", "expire");
        var rule = new JsonObject();
        rule.addProperty("rulePriority", priority);
        rule.addProperty("description", description);
        rule.add("selection", selection);
        rule.add("action", expire);
        return rule;
    }
}
