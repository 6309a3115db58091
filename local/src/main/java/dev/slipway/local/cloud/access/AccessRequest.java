package dev.slipway.local.cloud.access;

import java.util.List;
import java.util.Map;

/**
 * What a caller wants to do.
 *
 * @param region region of the call, such as us-east-1
 * @param action one action, such as {@code codebuild:StartBuild}
 * @param resources ARNs, each of which must be allowed; {@code *} for actions that take none
 * @param context condition keys that the call brings along beside those that every call has, such as {@code iam:PassedToService}
 */
public record AccessRequest(String region, String action, List<String> resources, Map<String, List<String>> context) {
    /** Copies its collections. */
    public AccessRequest {
        if (action.indexOf(':') < 1 || resources.isEmpty()) {
            throw new IllegalArgumentException(
                    "access request for '%s' on %s, expected SERVICE:ACTION and at least one resource"
                            .formatted(action, resources));
        }
        resources = List.copyOf(resources);
        context = Map.copyOf(context);
    }

    /** A request that brings no condition keys along. */
    public static AccessRequest of(String region, String action, String... resources) {
        return new AccessRequest(region, action, List.of(resources), Map.of());
    }
}
