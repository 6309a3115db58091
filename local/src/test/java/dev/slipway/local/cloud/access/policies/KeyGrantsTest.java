package dev.slipway.local.cloud.access.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** Compares what grants allow with tables; a context is written as NAME=VALUE, with spaces between. */
class KeyGrantsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/k";
    private static final String ROLE = "arn:aws:iam::000000000000:role/app";

    private static Map<String, String> context(@Nullable String text) {
        var context = new TreeMap<String, String>();
        if (text != null) {
            Arrays.stream(text.split(" ", -1))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> context.put(pair[0], pair[1]));
        }
        return context;
    }

    private static boolean allows(GrantListEntry grant, Caller caller, String action, Map<String, String> context) {
        var request = Request.of(caller, action, KEY);
        for (var entry : context.entrySet()) {
            request = request.with("kms:EncryptionContext:" + entry.getKey(), entry.getValue());
        }
        request = request.with("kms:EncryptionContextKeys", context.keySet().toArray(String[]::new));
        var policy = new PolicyDocument(PolicyDocument.VERSION, null, List.of(), true);
        return Evaluator.evaluate(request, Policies.none().withKeyOrTrust(KeyGrants.with(policy, List.of(grant))))
                .allowed();
    }

    private static GrantListEntry.Builder grant(String grantee, GrantOperation... operations) {
        return GrantListEntry.builder().grantId("g").granteePrincipal(grantee).operations(operations);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    subset | team=a      | kms:Encrypt         | team=a     | true
                    subset | team=a      | kms:Encrypt         | team=a x=y | true
                    subset | team=a      | kms:Encrypt         | team=b     | false
                    subset | team=a      | kms:Encrypt         | Team=a     | false
                    subset | team=a      | kms:Encrypt         |            | false
                    subset | team=a x=y  | kms:Encrypt         | team=a     | false
                    subset | team=a      | kms:DescribeKey     |            | true
                    subset | team=a      | kms:Decrypt         | team=a     | false
                    equals | team=a      | kms:Encrypt         | team=a     | true
                    equals | team=a      | kms:Encrypt         | team=a x=y | false
                    equals | team=a x=y  | kms:Encrypt         | team=a x=y | true
                    equals |             | kms:Encrypt         |            | true
                    equals |             | kms:Encrypt         | team=a     | false
                    none   |             | kms:Encrypt         | team=a     | true
                    none   |             | kms:Encrypt         |            | true
                    none   |             | kms:CreateGrant     |            | false
                    none   |             | kms:RetireGrant     |            | false
                    none   |             | kms:GenerateDataKey |            | false
                    """)
    void allowTheirOperationsWithTheirContext(
            String kind, @Nullable String wanted, String action, @Nullable String given, boolean allowed) {
        var grant = grant(
                ROLE,
                GrantOperation.ENCRYPT,
                GrantOperation.DESCRIBE_KEY,
                GrantOperation.CREATE_GRANT,
                GrantOperation.RETIRE_GRANT);
        switch (kind) {
            case "subset" ->
                grant.constraints(GrantConstraints.builder()
                        .encryptionContextSubset(context(wanted))
                        .build());
            case "equals" ->
                grant.constraints(GrantConstraints.builder()
                        .encryptionContextEquals(context(wanted))
                        .build());
            default -> assertThat(kind).isEqualTo("none");
        }
        assertThat(allows(grant.build(), Caller.session(ROLE, "s"), action, context(given)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    arn:aws:iam::000000000000:role/app            | true
                    arn:aws:sts::000000000000:assumed-role/app/s  | true
                    arn:aws:sts::000000000000:assumed-role/app/t  | false
                    arn:aws:iam::000000000000:role/other          | false
                    ecs.amazonaws.com                             | false
                    """)
    void areForTheirGranteeAlone(String grantee, boolean allowed) {
        assertThat(allows(
                        grant(grantee, GrantOperation.ENCRYPT).build(),
                        Caller.session(ROLE, "s"),
                        "kms:Encrypt",
                        Map.of()))
                .isEqualTo(allowed);
        assertThat(allows(
                        grant(grantee, GrantOperation.ENCRYPT).build(),
                        Caller.service("ecs.amazonaws.com"),
                        "kms:Encrypt",
                        Map.of()))
                .isEqualTo(grantee.equals("ecs.amazonaws.com"));
    }
}
