package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;

/**
 * The policy of the stack's key: the account's IAM policies decide, and CloudWatch Logs may encrypt the log groups of
 * builds and trial services.
 *
 * @param scope where the key lives
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">AWS reference</a>
 */
public record StackKeyPolicy(Scope scope) {
    /** Beginning of the names of the log groups of builds. */
    public static final String BUILD_LOGS = "/aws/codebuild/";

    /** Beginning of the names of the log groups of trial services. */
    public static final String TRIAL_LOGS = "/aws/ecs/";

    /** The document. */
    public PolicyDocument document() {
        return PolicyDocument.of(
                // In a key policy the resource is the key itself; without this statement nobody could manage it again.
                Statement.allow("LetIamPoliciesDecide")
                        .principalAws(scope.root())
                        .actions("kms:*")
                        .resources("*"),
                Statement.allow("EncryptLogs")
                        .principalService("logs.%s.amazonaws.com".formatted(scope.region()))
                        .actions(
                                "kms:Encrypt",
                                "kms:Decrypt",
                                "kms:ReEncrypt*",
                                "kms:GenerateDataKey*",
                                "kms:DescribeKey")
                        .resources("*")
                        .condition(
                                "ArnLike",
                                "kms:EncryptionContext:aws:logs:arn",
                                scope.logGroup(BUILD_LOGS + "*"),
                                scope.logGroup(TRIAL_LOGS + "*")));
    }
}
