package dev.slipway.local.cloud.ecr.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lifecycle policy. All rules are evaluated together and then applied by ascending priority; an image that matches the tagging of
 * a rule cannot be expired by one that comes later.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html">Lifecycle policies</a>
 */
public final class LifecyclePolicy {
    private final List<LifecycleRule> rules;

    LifecyclePolicy(List<LifecycleRule> rules) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(LifecycleRule::priority))
                .toList();
    }

    /**
     * Reads a policy document.
     *
     * @throws InvalidLifecyclePolicy when ECR would refuse it
     */
    public static LifecyclePolicy parse(String text) throws InvalidLifecyclePolicy {
        return new LifecyclePolicy(LifecyclePolicyReader.read(text));
    }

    /**
     * The images that expire.
     *
     * @param images all images of the repository
     * @param now the time
     */
    public List<Expiry> expired(List<StoredImage> images, Instant now) {
        var claimed = new HashSet<String>();
        var expired = new ArrayList<Expiry>();
        for (var rule : rules) {
            rule.identifies(images, now).stream()
                    .filter(image -> !claimed.contains(image.digest()))
                    .forEach(image -> expired.add(new Expiry(image, rule.priority())));
            images.stream().filter(rule::matches).map(StoredImage::digest).forEach(claimed::add);
        }
        var kept = keptByIndex(images, expired);
        return expired.stream()
                .filter(expiry -> !kept.contains(expiry.image().digest()))
                .toList();
    }

    /** An image that an index refers to stays as long as the index does. */
    private static Set<String> keptByIndex(List<StoredImage> images, List<Expiry> expired) {
        var gone = new HashSet<String>();
        expired.forEach(expiry -> gone.add(expiry.image().digest()));
        var kept = new HashSet<String>();
        images.stream().filter(image -> !gone.contains(image.digest())).forEach(image -> kept.addAll(image.children()));
        return kept;
    }
}
