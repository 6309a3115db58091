package dev.slipway.policies.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    @ParameterizedTest
    @CsvSource({
        "*, YES",
        "**, YES",
        "arn:*, YES",
        "arn:aws:*, YES",
        "arn:aws-cn:*:*:*:*, YES",
        "arn:aws:s3:::*, NO",
        "arn:*:s3:::*, NO",
        "arn:aws:iam::123456789012:role/*, NO",
        "?, NO",
        "UNKNOWN, UNKNOWN",
        "UNKNOWN/*, NO"
    })
    void knowsPatternsThatMatchWhateverThereIs(String pattern, Truth expected) {
        assertThat(Reach.isEverything(known(pattern))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "codebuild:StartBuild, *, YES",
        "codebuild:StartBuild, arn:aws:codebuild:eu-west-1:123456789012:project/*, YES",
        "codebuild:StartBuild, arn:aws:codebuild:*:*:*, YES",
        "codebuild:StartBuild, arn:aws:codebuild:eu-west-1:UNKNOWN:project/*, YES",
        "codebuild:StartBuild, arn:aws:codebuild:eu-west-1:123456789012:project/app-*, NO",
        "codebuild:StartBuild, arn:aws:codebuild:eu-west-1:123456789012:report-group/*, NO",
        "codebuild:StartBuild, arn:aws:codebuild:eu-west-1:123456789012:project/UNKNOWN, UNKNOWN",
        "codebuild:StartBuild, UNKNOWN, UNKNOWN",
        "s3:GetObject, arn:aws:s3:::*, YES",
        "s3:GetObject, arn:aws:s3:::*/*, YES",
        "s3:GetObject, arn:aws:s3:::artifacts/*, NO",
        "s3:GetObject, UNKNOWN/*, NO",
        "ecs:DescribeTasks, arn:aws:ecs:eu-west-1:123456789012:task/main/*, NO",
        "ec2:RunInstances, arn:aws:ec2:*:*:network-interface/*, NO",
        "ec2:RunInstances, arn:aws:ec2:*:*:*, YES"
    })
    void knowsPatternsThatHoldAnActionToNothing(String action, String pattern, Truth expected) {
        ActionInfo info = ActionCatalog.get().action(action).orElseThrow();
        assertThat(Reach.isEverything(info, List.of(known(pattern)))).isEqualTo(expected);
    }

    private static String known(String pattern) {
        return pattern.replace("UNKNOWN", Unknown.MARKER);
    }
}
