package dev.slipway.iam.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator, with values that match, that do not, and with an absent key ({@code -}). Several values are split at {@code |}. */
class ConditionTest {
    private static final String TABLE =
            """
            StringEquals, a, a, YES
            StringEquals, a, A, NO
            StringEquals, a*, ab, NO
            StringEquals, a*, a*, YES
            StringEquals, x|a, a, YES
            StringEquals, a, -, NO
            StringEqualsIfExists, a, -, YES
            StringEqualsIfExists, a, b, NO
            StringNotEquals, a, b, YES
            StringNotEquals, a|b, b, NO
            StringNotEquals, a, -, YES
            StringEqualsIgnoreCase, ABC, aBc, YES
            StringEqualsIgnoreCase, ABC, abd, NO
            StringNotEqualsIgnoreCase, ABC, aBc, NO
            StringNotEqualsIgnoreCase, ABC, abd, YES
            StringLike, a*c, abc, YES
            StringLike, a?c, abc, YES
            StringLike, a?c, ac, NO
            StringLike, a*c, ABC, NO
            StringNotLike, a*c, abc, NO
            StringNotLike, a*c, x, YES
            NumericEquals, 10, 10.0, YES
            NumericEquals, 10, ten, NO
            NumericNotEquals, 10, 11, YES
            NumericNotEquals, 10, 10, NO
            NumericLessThan, 10, 9, YES
            NumericLessThan, 10, 10, NO
            NumericLessThanEquals, 10, 10, YES
            NumericLessThanEquals, 10, 10.1, NO
            NumericGreaterThan, 10, 11, YES
            NumericGreaterThan, 10, 10, NO
            NumericGreaterThanEquals, 10, 10, YES
            NumericGreaterThanEquals, 10, 9, NO
            NumericLessThan, 10, 1e999999999, NO
            DateEquals, 2026-01-01T00:00:00Z, 2026-01-01T01:00:00+01:00, YES
            DateEquals, 2026-01-01, 2026-01-01T00:00Z, YES
            DateEquals, 2026-01-01, never, NO
            DateNotEquals, 2026-01-01, 2026-01-02, YES
            DateNotEquals, 2026-01-01, 2026-01-01, NO
            DateLessThan, 2026-01-02, 2026-01-01, YES
            DateLessThan, 2026-01-02, 2026-01-02, NO
            DateLessThanEquals, 2026-01-02, 2026-01-02, YES
            DateLessThanEquals, 2026-01-02, 2026-01-03, NO
            DateGreaterThan, 2026-01-02, 1893456000, YES
            DateGreaterThan, 2026-01-02, 2026-01-02, NO
            DateGreaterThanEquals, 2026-01-02, 2026-01-02, YES
            DateGreaterThanEquals, 2026-01-02, 2026-01-01, NO
            Bool, true, TRUE, YES
            Bool, true, false, NO
            Bool, true, -, NO
            BoolIfExists, true, -, YES
            BinaryEquals, QmluYXJ5, QmluYXJ5, YES
            BinaryEquals, QmluYXJ5, qmluyxj5, NO
            IpAddress, 203.0.113.0/24, 203.0.113.9, YES
            IpAddress, 203.0.113.0/24, 203.0.114.9, NO
            IpAddress, 203.0.113.9, 203.0.113.9, YES
            IpAddress, 0.0.0.0/0, 8.8.8.8, YES
            IpAddress, 0.0.0.0/0, ::1, NO
            IpAddress, 10.0.0.0/9, 10.127.255.255, YES
            IpAddress, 10.0.0.0/9, 10.128.0.0, NO
            IpAddress, 2001:db8::/32, 2001:DB8:1::9, YES
            IpAddress, 2001:db8::/32, 2001:db9::, NO
            IpAddress, ::ffff:10.0.0.0/104, ::ffff:10.9.9.9, YES
            IpAddress, not-an-address, 10.0.0.1, NO
            IpAddress, 10.0.0.0/33, 10.0.0.0, NO
            NotIpAddress, 10.0.0.0/8, 11.0.0.1, YES
            NotIpAddress, 10.0.0.0/8, 10.0.0.1, NO
            ArnEquals, arn:aws:sns:us-east-1:1:topic, arn:aws:sns:us-east-1:1:topic, YES
            ArnEquals, arn:aws:sns:*:1:t*, arn:aws:sns:us-east-1:1:topic, YES
            ArnLike, arn:aws:sns:*:t*, arn:aws:sns:us-east-1:1:topic, NO
            ArnLike, arn:aws:sns:*:1:topic, arn:aws:sns:a:b:1:topic, NO
            ArnLike, arn:aws:codebuild:*:1:project/*, arn:aws:codebuild:eu-west-1:1:project/a:b, YES
            ArnLike, *, arn:aws:sns:us-east-1:1:topic, YES
            ArnLike, arn:aws:sns:us-east-1:1:topic, topic, NO
            ArnNotEquals, arn:aws:sns:*:1:t*, arn:aws:sns:us-east-1:2:topic, YES
            ArnNotEquals, arn:aws:sns:*:1:t*, arn:aws:sns:us-east-1:1:topic, NO
            ArnNotLike, arn:aws:sns:*:1:t*, arn:aws:sns:us-east-1:1:topic, NO
            ArnNotLike, arn:aws:sns:*:1:t*, -, YES
            Null, true, -, YES
            Null, true, a, NO
            Null, false, a, YES
            Null, false, -, NO
            ForAllValues:StringEquals, a|b, a|b, YES
            ForAllValues:StringEquals, a|b, a|c, NO
            ForAllValues:StringEquals, a|b, -, YES
            ForAllValues:StringNotEquals, a|b, c|d, YES
            ForAllValues:StringNotEquals, a|b, a|c, NO
            ForAnyValue:StringEquals, a|b, c|b, YES
            ForAnyValue:StringEquals, a|b, c|d, NO
            ForAnyValue:StringEquals, a|b, -, NO
            ForAnyValue:StringNotEquals, a, a|b, YES
            ForAnyValue:StringNotEquals, a, a, NO
            ForAnyValue:StringNotEquals, a, -, NO
            ForAnyValue:StringLikeIfExists, a*, -, YES
            ForAllValues:ArnLike, arn:aws:s3:::*, arn:aws:s3:::a|arn:aws:s3:::b, YES
            StringEquals, ${aws:username}, carlos, YES
            StringEquals, ${aws:username}, dora, NO
            StringEqualsIgnoreCase, ${aws:username}X, CARLOSx, YES
            StringLike, ${aws:username}-*, carlos-1, YES
            StringEquals, ${missing:key}, x, NO
            ArnLike, arn:aws:iam::1:user/${aws:username}, arn:aws:iam::1:user/carlos, YES
            NoSuchOperator, a, a, UNKNOWN
            """;

    private static final Request CARLOS =
            Request.of(Caller.user("arn:aws:iam::111111111111:user/carlos"), "s3:GetObject", "arn:aws:s3:::b/k");

    private static Truth holds(Request request, String operator, String wanted) {
        Condition condition = Condition.of(operator, "My:Key", wanted.split("\\|"));
        return new ConditionMatcher(request, true).holds(condition);
    }

    @Test
    void comparesAsAwsDocuments() {
        Set<ConditionOperator.Test> seen = EnumSet.noneOf(ConditionOperator.Test.class);
        for (String line : TABLE.lines().toList()) {
            List<String> row = List.of(line.split(", "));
            Request request = row.get(2).equals("-")
                    ? CARLOS
                    : CARLOS.with("my:KEY", row.get(2).split("\\|"));
            assertThat(holds(request, row.get(0), row.get(1))).as(line).isEqualTo(Truth.valueOf(row.get(3)));
            ConditionOperator.parse(row.get(0)).ifPresent(operator -> seen.add(operator.test()));
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(ConditionOperator.Test.class));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, a, UNKNOWN",
        "StringLike, *, UNKNOWN",
        "StringLikeIfExists, *, YES",
        "Null, true, UNKNOWN",
        "ForAllValues:StringLike, *, YES",
        "NumericLessThan, 10, UNKNOWN",
    })
    void leavesOpenWhatDependsOnAKeyThatIsNotGiven(String operator, String wanted, Truth expected) {
        assertThat(holds(CARLOS.withOpenContext(), operator, wanted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, a, UNKNOWN",
        "StringLike, *, YES",
        "NumericEquals, 1, UNKNOWN",
        "ArnLike, arn:aws:s3:::*, UNKNOWN",
        "Null, false, YES",
    })
    void leavesOpenWhatDependsOnAValueThatIsNotKnown(String operator, String wanted, Truth expected) {
        assertThat(holds(CARLOS.with("my:key", Unknown.MARKER), operator, wanted))
                .isEqualTo(expected);
    }

    @Test
    void readsAddressesWithoutLookingUpNames() {
        for (String text :
                List.of("localhost", "1.2.3", "1.2.3.4.5", "::1::", "1:2:3:4:5:6:7:8:9", "g::", "", "1.2.3.04444")) {
            assertThat(IpRange.parse(text)).as(text).isEmpty();
        }
    }
}
