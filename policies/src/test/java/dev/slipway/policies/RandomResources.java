package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Resources that no program would make: of types that the rules judge, with names and values that the rules read, and noise. */
public final class RandomResources {
    private static final List<String> NAMES = List.of(
            ("policy assumeRolePolicy inlinePolicies policyDocument Statement Effect Action NotAction Resource NotResource"
                            + " Principal Condition StringEquals AWS Service rules rule status expiration days bucket cache type"
                            + " modes location environment environmentVariables privilegedMode vpcConfig source buildspec"
                            + " retentionInDays imageTagMutability lifecycleRules stages actions configuration"
                            + " containerDefinitions name value filter prefix Version suppressions reason resource until finding"
                            + " reports services __defaults")
                    .split(" ", -1));
    private static final List<String> TEXTS = List.of(
            "Allow",
            "Deny",
            "*",
            "*:*",
            "s3:*",
            "iam:PassRole",
            "arn:aws:iam::123456789012:role/*",
            "arn:::::",
            "Enabled",
            "LOCAL",
            "S3",
            "LOCAL_DOCKER_LAYER_CACHE",
            "true",
            "",
            "2012-10-17",
            "{",
            "[]",
            "{}",
            "null",
            "\"x\"",
            "{\"Statement\":[{}]}",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[[]]}}",
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":[\"*\",1,null]}]}",
            "arn:aws:s3:::" + JsonValues.UNKNOWN_TEXT + "/*");

    private final Random random;
    private final List<String> types;

    /** The same seed makes the same resources. */
    public RandomResources(Pack pack, long seed) {
        this.random = new Random(seed);
        this.types = pack.rules().stream()
                .flatMap(rule -> rule.types().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public ResourceView resource() {
        String type = types.get(random.nextInt(types.size()));
        return new ResourceView("urn:pulumi:dev::example::" + type + "::thing", type, "thing", fields(0), Map.of());
    }

    Value.Fields fields(int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            fields.put(random.nextInt(10) == 0 ? noise() : NAMES.get(random.nextInt(NAMES.size())), value(depth + 1));
        }
        return new Value.Fields(fields);
    }

    Value value(int depth) {
        return switch (random.nextInt(depth > 5 ? 7 : 14)) {
            case 0, 1 -> new Value.Text(TEXTS.get(random.nextInt(TEXTS.size())));
            case 2 -> new Value.Text(noise());
            case 3 -> new Value.Numeric(random.nextBoolean() ? random.nextInt(400) - 10 : random.nextGaussian() * 1e18);
            case 4 -> new Value.Flag(random.nextBoolean());
            case 5 -> Value.UNKNOWN;
            case 6 -> Value.MISSING;
            case 7, 8 -> fields(depth);
            case 9, 10 -> items(depth);
            case 11 -> new Value.Secret(value(depth + 1));
            // A document as text, as most policies are.
            default -> new Value.Text(JsonValues.write(fields(depth)));
        };
    }

    private Value items(int depth) {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth + 1));
        }
        return new Value.Items(items);
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(
                    random.nextInt(3) == 0 ? random.nextInt(0xD800) : " {}[]\"\\:,.*?$ab".charAt(random.nextInt(14)));
        }
        return text.toString();
    }
}
