package dev.slipway.local.cloud.access.calls;

import java.util.Map;

/** Tags that resources have. */
@FunctionalInterface
public interface ResourceTags {
    /** The tags of a resource now; empty when it has none, when it is not there, and when its tags cannot be told. */
    Map<String, String> of(String arn);
}
