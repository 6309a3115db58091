package dev.slipway.iam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Documents of every shape, from a seed. Small vocabularies, so that statements and requests often meet. */
public final class RandomPolicies {
    /** Actions that requests may ask for. */
    public static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "iam:PassRole", "ecs:RunTask", "sts:AssumeRole");
    /** Resources that requests may name. */
    public static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::bucket/key",
            "arn:aws:s3:::bucket",
            "arn:aws:iam::000000000000:role/app",
            "arn:aws-cn:s3:::other/a/b");

    private static final List<String> ACTION_PATTERNS = List.of(
            "*", "s3:*", "S3:getobject", "s3:?etObject", "iam:Pass*", "ecs:RunTask", "*:*", "sts:Assume*", "logs:Put*");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::bucket/*",
            "arn:aws:s3:::${aws:username}/*",
            "arn:aws:s3:::${aws:username, 'bucket'}/*",
            "arn:*:s3:::*/?",
            "arn:aws:iam::*:role/app",
            "arn:aws:s3:::" + Unknown.MARKER + "/*");
    private static final List<String> VALUES = List.of(
            "true", "false", "10", "2026-01-01T00:00:00Z", "10.0.0.0/8", "a*", "${aws:username}", "alice", "", "x,y");
    private static final List<String> KEYS = List.of(
            "aws:username", "aws:SourceIp", "aws:MultiFactorAuthPresent", "s3:max-keys", "aws:TagKeys", "a:Date");

    private RandomPolicies() {}

    /** An identity policy of one to four statements. */
    public static PolicyDocument document(Random random) {
        List<Statement> statements = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            statements.add(statement(random));
        }
        String version = random.nextInt(5) == 0 ? "2008-10-17" : PolicyDocument.VERSION;
        return new PolicyDocument(
                random.nextInt(9) == 0 ? null : version, random.nextInt(9) == 0 ? "id" : null, statements, true);
    }

    /** A statement without principals. */
    public static Statement statement(Random random) {
        boolean notAction = random.nextInt(6) == 0;
        boolean notResource = random.nextInt(6) == 0;
        List<String> actions = some(random, 3, () -> one(random, ACTION_PATTERNS));
        List<String> resources = some(random, 3, () -> one(random, RESOURCE_PATTERNS));
        Set<String> seen = new LinkedHashSet<>();
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Condition condition = condition(random);
            if (seen.add(condition.operator() + condition.key())) {
                conditions.add(condition);
            }
        }
        return new Statement(
                random.nextBoolean() ? "Sid" + random.nextInt(1000) : null,
                random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW,
                List.of(),
                List.of(),
                notAction ? List.of() : actions,
                notAction ? actions : List.of(),
                notResource ? List.of() : resources,
                notResource ? resources : List.of(),
                conditions);
    }

    private static Condition condition(Random random) {
        ConditionOperator.Test test = one(random, List.of(ConditionOperator.Test.values()));
        ConditionOperator.Quantifier quantifier = one(random, List.of(ConditionOperator.Quantifier.values()));
        boolean ifExists = test != ConditionOperator.Test.NULL && random.nextInt(3) == 0;
        String operator = new ConditionOperator(quantifier, test, ifExists).text();
        return new Condition(operator, one(random, KEYS), some(random, 2, () -> one(random, VALUES)));
    }

    private static List<String> some(Random random, int most, Supplier<String> supplier) {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            values.add(supplier.get());
        }
        return values;
    }

    /** One of the values. */
    public static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
