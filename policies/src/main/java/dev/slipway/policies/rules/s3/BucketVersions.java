package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import java.util.ArrayList;
import java.util.List;

/** Whether a bucket keeps earlier versions of its objects. */
final class BucketVersions {
    private final List<Property> states = new ArrayList<>();
    private final Property unset;

    BucketVersions(ResourceView bucket, StackView stack) {
        unset = bucket.get("versioning");
        new BucketParts(bucket, stack)
                .versionings()
                .forEach(split -> states.add(split.get("versioningConfiguration.status")));
        if (states.isEmpty()) {
            states.add(bucket.get("versioning.enabled"));
            bucket.get("versionings").items().forEach(inline -> states.add(inline.get("enabled")));
        }
    }

    /** Whether new versions are kept. */
    boolean areKept() {
        return states.stream().anyMatch(state -> is(state, "Enabled", "true"));
    }

    /** The state that decides, or the bucket's own property when nothing sets one. */
    Property at() {
        return states.stream().filter(Property::isPresent).findFirst().orElse(unset);
    }

    /** Whether there may be noncurrent versions: a suspended bucket has those from before. */
    boolean mayExist() {
        return states.stream().anyMatch(state -> is(state, "Enabled", "true", "Suspended"));
    }

    private static boolean is(Property state, String... expected) {
        return List.of(expected).contains(state.text(""));
    }
}
