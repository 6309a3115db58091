package dev.slipway.policies;

import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Value;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Resources that no program would make, of types that the rules judge, with properties that the rules read. */
final class RandomResources {
    private static final Arbitrary<String> NAMES = Arbitraries.frequencyOf(
            Tuple.of(
                    8,
                    Arbitraries.of(
                            "policy",
                            "assumeRolePolicy",
                            "inlinePolicies",
                            "policyDocument",
                            "Statement",
                            "Effect",
                            "Action",
                            "NotAction",
                            "Resource",
                            "NotResource",
                            "Principal",
                            "Condition",
                            "StringEquals",
                            "AWS",
                            "Service",
                            "rules",
                            "rule",
                            "status",
                            "expiration",
                            "days",
                            "bucket",
                            "cache",
                            "type",
                            "modes",
                            "location",
                            "environment",
                            "environmentVariables",
                            "privilegedMode",
                            "vpcConfig",
                            "source",
                            "buildspec",
                            "retentionInDays",
                            "imageTagMutability",
                            "lifecycleRules",
                            "stages",
                            "actions",
                            "configuration",
                            "containerDefinitions",
                            "name",
                            "value",
                            "filter",
                            "prefix",
                            "Version",
                            "suppressions",
                            "reason",
                            "resource",
                            "until",
                            "finding",
                            "__defaults")),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(6)));

    private static final Arbitrary<String> TEXTS = Arbitraries.frequencyOf(
            Tuple.of(
                    6,
                    Arbitraries.of(
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
                            "arn:aws:s3:::" + JsonValues.UNKNOWN_TEXT + "/*")),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));

    private RandomResources() {}

    static Arbitrary<Value> values() {
        Arbitrary<Value> leaves = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        TEXTS.filter(text -> !text.equals(JsonValues.UNKNOWN_TEXT))
                                .map(Value.Text::new)),
                Tuple.of(2, Arbitraries.doubles().map(Value.Numeric::new)),
                Tuple.of(1, Arbitraries.of(true, false).map(Value.Flag::new)),
                Tuple.of(1, Arbitraries.just(Value.UNKNOWN)),
                Tuple.of(1, Arbitraries.just(Value.MISSING)));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.frequencyOf(
                        Tuple.of(3, inner),
                        Tuple.of(3, fields(inner).map(Value.class::cast)),
                        Tuple.of(2, inner.list().ofMaxSize(3).map(Value.Items::new)),
                        Tuple.of(1, inner.map(Value.Secret::new)),
                        // A document as text, as most policies are.
                        Tuple.of(2, fields(inner).map(JsonValues::write).map(Value.Text::new))),
                0,
                4);
    }

    private static Arbitrary<Value.Fields> fields(Arbitrary<Value> inner) {
        return Arbitraries.maps(NAMES, inner).ofMaxSize(4).map(Value.Fields::new);
    }

    static Arbitrary<Value.Fields> objects() {
        return Arbitraries.maps(NAMES, values()).ofMaxSize(5).map(Value.Fields::new);
    }

    static Arbitrary<ResourceView> resources(Pack pack) {
        List<String> types = pack.rules().stream()
                .flatMap(rule -> rule.types().stream())
                .distinct()
                .sorted()
                .toList();
        return Combinators.combine(Arbitraries.of(types), objects())
                .as((type, properties) -> new ResourceView(
                        "urn:pulumi:dev::example::" + type + "::thing", type, "thing", properties, Map.of()));
    }
}
