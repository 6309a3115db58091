package dev.slipway.local.cloud.access;

import dev.slipway.iam.evaluation.Caller;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.access.calls.CallTables;
import dev.slipway.local.cloud.access.policies.Identity;
import dev.slipway.local.cloud.api.Call;
import java.util.List;
import java.util.Map;

/**
 * Calls of services on their own behalf, such as publishing to a topic, and the use of its key.
 *
 * @param judge knows the policies of resources
 * @param tables tell what calls need
 */
public record ServiceCalls(IamAccess judge, CallTables tables) implements ServiceAccess {
    @Override
    public void require(String service, ApiCall call, String sourceArn) {
        var source = Map.of("aws:sourcearn", List.of(sourceArn), "aws:sourceaccount", List.of(Call.ACCOUNT));
        var caller = new Identity(Caller.service(service), source, List.of(), null, null);
        tables.requests(call).forEach(request -> judge.require(caller, request));
    }
}
