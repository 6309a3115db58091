package dev.slipway.policies.testkit;

import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Judges one resource of every type that some rule looks at, through the real protocol, writes all reports, and ends. While it does, the
 * Java machine can note every class that a run needs ({@code -XX:ArchiveClassesAtExit}): {@code mvnw} makes such an archive beside the
 * built pack.
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
        Path reports = Files.createTempDirectory("slipway-policy-reports");
        Map<String, String> environment =
                Map.of("SLIPWAY_POLICY_REPORT", "json,sarif,junit", "SLIPWAY_POLICY_REPORT_DIR", reports.toString());
        try (PackHarness harness = PackHarness.start(pack, environment, Clock.systemUTC())) {
            harness.configure("{\"all\": \"advisory\"}");
            Program program = Program.of(resources(pack));
            System.err.println(harness.preview(program).diagnostics().size() + " findings at preview, "
                    + harness.update(program).diagnostics().size() + " in the update");
        }
        delete(reports);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
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
