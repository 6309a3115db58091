package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.ArrayList;
import java.util.List;

/** The lifecycle rules of a bucket that are in force, in the split resource and in the bucket itself. */
final class BucketLifecycle {
    private final List<Property> rules = new ArrayList<>();
    private Property at;

    BucketLifecycle(ResourceView bucket, StackView stack) {
        at = bucket.get("lifecycleRules");
        add(at);
        for (ResourceView split : new BucketParts(bucket, stack).lifecycles()) {
            at = split.get("rules");
            add(at);
        }
    }

    private void add(Property list) {
        for (Property rule : list.items()) {
            if (rule.get("status").text("").equals("Enabled")
                    || rule.get("enabled").flag(false)) {
                rules.add(rule);
            }
        }
    }

    /** Where the rules stand: in the split resource, when there is one. */
    Property at() {
        return at;
    }

    /** Whether any rule is in force. */
    boolean isInForce() {
        return !rules.isEmpty();
    }

    /** The rules that hold for every object: those without prefix, tags and sizes. */
    List<Property> forEveryObject() {
        return rules.stream().filter(BucketLifecycle::isUnfiltered).toList();
    }

    /**
     * The blocks of a rule under a name: the split resource has one, {@code expiration}, and the bucket itself a list of them,
     * {@code expirations}.
     */
    static List<Property> blocks(Property rule, String name) {
        List<Property> blocks = new ArrayList<>(rule.get(name).items());
        blocks.addAll(rule.get(name + "s").items());
        return blocks;
    }

    private static boolean isUnfiltered(Property rule) {
        Property filter = rule.get("filter");
        return isEmptyFilter(rule) && isEmptyFilter(filter) && isEmptyFilter(filter.get("and"));
    }

    private static boolean isEmptyFilter(Property filter) {
        return filter.get("prefix").text("").isEmpty()
                && filter.get("tag").isMissing()
                && (filter.get("tags").isMissing()
                        || filter.get("tags").fields().isEmpty())
                && filter.get("objectSizeGreaterThan").number(0) <= 0
                && filter.get("objectSizeLessThan").number(0) <= 0;
    }
}
