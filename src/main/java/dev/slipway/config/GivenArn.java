package dev.slipway.config;

import java.util.ArrayList;
import java.util.List;

/**
 * An ARN in the configuration. Its account may be another one: a topic, a secret and a key each have a policy that can let
 * this account in.
 *
 * @param path where it is written
 * @param arn the ARN
 * @param why why its Region has to be the stack's
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html">Approval actions</a>, read
 *     2026-11-30: the topic is in the pipeline's Region
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html">Secrets of
 *     another account</a>
 */
public record GivenArn(String path, String arn, String why) {
    private static final int PARTITION = 1;
    private static final int REGION = 3;

    /** What is wrong with it for a stack that lives there. */
    public List<Problem> problems(String partition, String region) {
        var parts = arn.split(":", -1);
        var problems = new ArrayList<Problem>();
        if (!parts[PARTITION].equals(partition)) {
            problems.add(new Problem(
                    path,
                    "got \"%s\" of the partition %s, expected one of %s, where the stack lives: AWS knows nothing of other partitions"
                            .formatted(arn, parts[PARTITION], partition)));
        } else if (!parts[REGION].equals(region)) {
            problems.add(new Problem(
                    path,
                    "got \"%s\" of the Region %s, expected one of %s, where the stack lives: %s"
                            .formatted(arn, parts[REGION], region, why)));
        }
        return List.copyOf(problems);
    }
}
