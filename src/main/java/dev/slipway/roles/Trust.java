package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * Trust in an AWS service. The conditions keep anybody else's resource from making the service use our role (the
 * confused deputy).
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">AWS reference</a>
 */
final class Trust {
    private Trust() {}

    /** Trust for one resource of ours. */
    static PolicyDocument inService(Scope scope, String service, String sourceArn) {
        var operator = sourceArn.contains("*") ? "ArnLike" : "ArnEquals";
        return PolicyDocument.of(Statement.allow("Assume")
                .actions("sts:AssumeRole")
                .principalService(service)
                .condition("StringEquals", "aws:SourceAccount", scope.account())
                .condition(operator, "aws:SourceArn", sourceArn));
    }
}
