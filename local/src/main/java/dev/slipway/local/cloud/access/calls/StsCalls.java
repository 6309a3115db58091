package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.AccessRequest;
import java.util.List;
import java.util.Map;

/**
 * What calls to STS need. The role's trust policy is its resource policy.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html">Actions, resources and condition keys</a>
 */
final class StsCalls {
    private static final String TRANSITIVE = "sts:TransitiveTagKeys";

    private StsCalls() {}

    static CallTable table() {
        return new CallTable(new Variables())
                .keys((call, context) -> {
                    context.put("sts:RoleSessionName", CallTable.values(call.input(), "RoleSessionName"));
                    context.put("sts:ExternalId", CallTable.values(call.input(), "ExternalId"));
                    context.put("sts:DurationSeconds", CallTable.values(call.input(), "DurationSeconds"));
                    context.put(TRANSITIVE, CallTable.values(call.input(), "TransitiveTagKeys"));
                    context.put("sts:SourceIdentity", CallTable.values(call.input(), "SourceIdentity"));
                })
                .also(StsCalls::tags);
    }

    private static List<AccessRequest> tags(ApiCall call) {
        var tags = RequestTags.of(call.input());
        var transitive = CallTable.values(call.input(), "TransitiveTagKeys");
        if (!transitive.isEmpty()) {
            tags.put(TRANSITIVE, transitive);
        }
        return call.operation().equals("AssumeRole") && !tags.isEmpty()
                ? List.of(new AccessRequest(
                        call.region(), "sts:TagSession", List.of(call.text("RoleArn")), Map.copyOf(tags)))
                : List.of();
    }
}
