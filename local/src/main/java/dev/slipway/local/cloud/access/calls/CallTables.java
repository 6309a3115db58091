package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.local.cloud.access.AccessRequest;
import java.util.List;
import java.util.Map;

/** What every call needs, by service. */
public final class CallTables {
    private final Map<String, CallTable> tables;
    private final CallTable other = new CallTable(new Variables());

    /**
     * The tables.
     *
     * @param facts are looked up where the input says less than is judged
     */
    public CallTables(Facts facts) {
        tables = Map.ofEntries(
                Map.entry("codebuild", CodeBuildCalls.table()),
                Map.entry("codecommit", CodeCommitCalls.table()),
                Map.entry("codeconnections", new CallTable(new Variables())),
                Map.entry("codedeploy", CodeDeployCalls.table()),
                Map.entry("codepipeline", CodePipelineCalls.table()),
                Map.entry("codestar-connections", new CallTable(new Variables())),
                Map.entry("codestar-notifications", new CallTable(new Variables())),
                Map.entry("ecr", EcrCalls.table()),
                Map.entry("ecs", EcsCalls.table()),
                Map.entry("events", EventsCalls.table()),
                Map.entry("iam", IamCalls.table(facts)),
                Map.entry("kms", KmsCalls.table(facts)),
                Map.entry("logs", LogsCalls.table()),
                Map.entry("secretsmanager", SecretsCalls.table(facts)),
                Map.entry("sns", SnsCalls.table(facts)),
                Map.entry("sqs", SqsCalls.table(facts)),
                Map.entry("ssm", SsmCalls.table(facts)),
                Map.entry("sts", StsCalls.table()));
    }

    /** Whether a call is judged on the resources that AWS would judge: its service has a table, and AWS's list has its actions. */
    public boolean knows(ApiCall call) {
        var table = tables.get(call.prefix());
        return table != null
                && table.actions(call.operation()).stream().allMatch(name -> ActionCatalog.get()
                        .action(call.prefix() + ":" + name)
                        .isPresent());
    }

    /** Everything that a call needs. Calls of other services are judged by their names, on what AWS's list and the input's names give. */
    public List<AccessRequest> requests(ApiCall call) {
        return tables.getOrDefault(call.prefix(), other).requests(call);
    }
}
