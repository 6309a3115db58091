package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.local.cloud.api.Call;
import java.util.List;

/**
 * What calls to IAM need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagement.html">Actions, resources and condition keys</a>
 */
final class IamCalls {
    private IamCalls() {}

    static CallTable table(Facts facts) {
        var table = new CallTable(new Variables()
                        .from("UserNameWithPath", "UserName")
                        .from("GroupNameWithPath", "GroupName")
                        .from("PolicyNameWithPath", "PolicyName"))
                .keys((call, context) -> {
                    context.put("iam:PolicyARN", CallTable.values(call.input(), "PolicyArn"));
                    context.put("iam:PermissionsBoundary", CallTable.values(call.input(), "PermissionsBoundary"));
                    context.put("iam:AWSServiceName", CallTable.values(call.input(), "AWSServiceName"));
                });
        for (var action : ActionCatalog.get().expand("iam:*")) {
            if (action.requiredTypes().equals(List.of("role"))) {
                table.resource(action.name(), (call, name) -> List.of(role(call, facts)));
            }
        }
        return table;
    }

    private static String role(ApiCall call, Facts facts) {
        var name = call.text("RoleName");
        var path = call.input().has("Path") ? call.text("Path") : "/";
        return facts.role(name).orElse("arn:aws:iam::%s:role%s%s".formatted(Call.ACCOUNT, path, name));
    }
}
