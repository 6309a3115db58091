package dev.slipway.policies.testkit;

import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges one resource of every type that some rule looks at, through the real protocol, and ends. While it does, the Java machine can
 * note every class that a run needs ({@code -XX:ArchiveClassesAtExit}): {@code mvnw} makes such an archive beside the built pack.
 */
public final class Rehearsal {
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["s3:GetObject", "iam:PassRole"], "Resource": "arn:aws:s3:::bucket/*",
               "Principal": {"Service": "codebuild.amazonaws.com"},
               "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}},
              {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*",
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
            """;

    private Rehearsal() {}

    /** Runs once. */
    public static void main(String[] args) throws IOException {
        if (args.length != 0) {
            throw new IllegalArgumentException("got the arguments " + List.of(args) + ", expected none");
        }
        Pack pack = PlatformPack.pack();
        try (PackHarness harness = PackHarness.start(pack)) {
            harness.configure("{\"all\": \"advisory\"}");
            Program program = Program.of(resources(pack));
            System.err.println(harness.preview(program).diagnostics().size() + " findings at preview, "
                    + harness.update(program).diagnostics().size() + " in the update");
        }
    }

    private static Map<String, Object> resources(Pack pack) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (Rule rule : pack.rules()) {
            for (String type : rule.types()) {
                if (!type.equals(Rule.ANY_TYPE)) {
                    resources.put(
                            type.replaceAll("\\W", "-"),
                            Map.of(
                                    "type",
                                    type,
                                    "properties",
                                    Map.of("policy", POLICY, "assumeRolePolicy", POLICY, "name", "one")));
                }
            }
        }
        return resources;
    }
}
