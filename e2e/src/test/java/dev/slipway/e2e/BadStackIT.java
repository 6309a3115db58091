package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A program that no reviewer should let through, judged by the policy pack through the real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class BadStackIT {
    /** Known before anything exists: resource, rule and property. */
    private static final List<String> AT_PREVIEW =
            """
            admin actions-are-named inlinePolicies[0].policy.Statement[0].Action
            admin no-full-admin inlinePolicies[0].policy.Statement[0].Action
            admin pass-role-is-limited inlinePolicies[0].policy.Statement[0].Condition
            admin pass-role-is-limited inlinePolicies[0].policy.Statement[0].Resource
            admin service-trust-names-its-source assumeRolePolicy.Statement[0].Principal.Service[0]
            admin service-trust-names-its-source assumeRolePolicy.Statement[0].Principal.Service[1]
            admin service-trust-names-its-source assumeRolePolicy.Statement[0].Principal.Service[2]
            admin trust-is-narrow assumeRolePolicy.Statement[0].Principal.AWS
            artifacts bucket-access-is-logged logging
            artifacts bucket-blocks-public-access publicAccessBlock
            artifacts bucket-has-lifecycle lifecycleRules
            artifacts bucket-is-encrypted-with-kms serverSideEncryptionConfiguration
            artifacts bucket-is-reached-over-tls policy
            artifacts bucket-keeps-versions versioning
            artifacts multipart-uploads-are-aborted lifecycleRules
            build build-image-is-current environment.image
            build build-is-cached cache.type
            build build-logs-expire logsConfig.cloudwatchLogs.groupName
            build build-variables-hold-no-credentials environment.environmentVariables[0].value
            code code-has-own-key kmsKeyId
            code merges-need-approval approvalRuleTemplate
            images image-tags-are-immutable imageTagMutability
            images images-are-encrypted-with-kms encryptionConfigurations[0].encryptionType
            images images-are-scanned imageScanningConfiguration.scanOnPush
            images images-expire lifecyclePolicy
            key keys-rotate enableKeyRotation
            logs logs-expire retentionInDays
            logs logs-have-own-key kmsKeyId
            pipeline pipeline-artifacts-have-own-key artifactStores[0].encryptionKey.id
            pipeline pipeline-is-v2 pipelineType
            pipeline sources-are-not-polled stages[0].actions[0].configuration.PollForSourceChanges
            secret secrets-have-own-key kmsKeyId
            secret secrets-rotate rotation
            servers alarms-stop-deployments alarmConfiguration.enabled
            servers alarms-stop-deployments autoRollbackConfiguration.events
            servers failed-deployments-roll-back autoRollbackConfiguration.enabled
            start-elsewhere target-has-role roleArn
            task container-variables-hold-no-credentials containerDefinitions[0].environment[0].value
            task containers-are-not-privileged containerDefinitions[0].privileged
            task containers-write-logs containerDefinitions[0].logConfiguration.logDriver
            task root-filesystems-are-read-only containerDefinitions[0].readonlyRootFilesystem
            topic topics-are-encrypted kmsMasterKeyId
            """
                    .lines()
                    .toList();

    /** Rests on ARNs and names that AWS gives. */
    private static final List<String> ONCE_CREATED =
            """
            key keys-have-policy policy
            start target-has-role roleArn
            task task-roles-differ taskRoleArn
            topic-policy topic-policy-is-closed policy.Statement[0].Principal
            topic-policy topics-are-reached-over-tls policy
            """
                    .lines()
                    .toList();

    private static final Pattern SHOWN =
            Pattern.compile("^ +- \\[(?:advisory|mandatory)\\] +(\\S+) +\\(\\S+ (\\S+)\\)$", Pattern.MULTILINE);

    private final Checkout checkout = Checkout.withSimulatedTasks("bad-stack");
    private final Path pack = checkout.root().resolve("policies");

    @BeforeAll
    void start() {
        checkout.write("all-advisory.json", "{\"all\": \"advisory\"}");
        checkout.slipway("local", "start").ok();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    private Result slipway(Reports reports, String... arguments) {
        Map<String, String> environment = new HashMap<>(reports.environment());
        environment.put(
                "SLIPWAY_PROJECT",
                checkout.root().resolve("e2e/src/test/resources/bad-stack").toString());
        return checkout.slipway(environment, arguments);
    }

    private Reports reports(String folder) {
        return new Reports(checkout.root().resolve(folder));
    }

    @Test
    @Order(1)
    void aMandatoryViolationStopsAnUpBeforeAnythingIsCreated() {
        Reports reports = reports("mandatory");
        Result up = slipway(reports, "up", "local", "--yes", "--policy-pack", pack.toString());
        assertThat(up.failed()).contains("[mandatory]  no-full-admin  (aws:iam/role:Role: admin)");
        assertThat(checkout.inventory().everything()).isEmpty();
        assertThat(reports.count("mandatory")).isPositive();
        assertThat(reports.problems()).isEmpty();
    }

    @Test
    @Order(2)
    void everyGroupFindsSomethingAtPreview() {
        Reports reports = reports("preview");
        Result preview = slipway(reports, advisory("preview", "local"));
        assertThat(reports.violations()).containsExactlyInAnyOrderElementsOf(AT_PREVIEW);
        assertThat(reports.services())
                .containsExactly(
                        "codebuild",
                        "codecommit",
                        "codedeploy",
                        "codepipeline",
                        "ecr",
                        "ecs",
                        "eventbridge",
                        "iam",
                        "kms",
                        "logs",
                        "s3",
                        "secretsmanager",
                        "sns");
        SortedSet<String> expected = rulesOf(AT_PREVIEW);
        // A preview tells how much it could not judge yet; an update has judged it.
        expected.add("bad-stack-local pack-settings");
        assertThat(shown(preview.ok())).isEqualTo(expected);
        assertThat(reports.problems()).isEmpty();
        assertThat(checkout.inventory().everything()).isEmpty();
    }

    @Test
    @Order(3)
    void anUpFindsTheSameAndWhatRestsOnNamesThatAwsGives() {
        Reports reports = reports("up");
        Result up = slipway(reports, advisory("up", "local", "--yes", "--skip-preview"));
        List<String> all = new ArrayList<>(AT_PREVIEW);
        all.addAll(ONCE_CREATED);
        assertThat(up.ok()).contains("created");
        assertThat(reports.violations()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(shown(up.out())).isEqualTo(rulesOf(all));
        assertThat(reports.problems()).isEmpty();
    }

    @Test
    @Order(4)
    void aRuleThatIsChangedJudgesAtOnce() {
        String rule = "policies/src/main/java/dev/slipway/policies/rules/iam/NoFullAdmin.java";
        checkout.write(rule, checkout.read(rule).replace("every action on every resource is allowed", "changed words"));
        assertThat(slipway(reports("changed"), advisory("preview", "local")).ok())
                .contains("inlinePolicies[0].policy.Statement[0].Action is \"*\": changed words");
    }

    private String[] advisory(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--policy-pack",
                pack.toString(),
                "--policy-pack-config",
                checkout.root().resolve("all-advisory.json").toString()));
        return all.toArray(String[]::new);
    }

    /** What Pulumi's console shows, as "resource rule". */
    private static SortedSet<String> shown(String console) {
        SortedSet<String> shown = new TreeSet<>();
        for (MatchResult one : SHOWN.matcher(console).results().toList()) {
            shown.add(one.group(2) + " " + one.group(1));
        }
        return shown;
    }

    private static SortedSet<String> rulesOf(List<String> violations) {
        SortedSet<String> rules = new TreeSet<>();
        violations.forEach(violation -> rules.add(violation.substring(0, violation.lastIndexOf(' '))));
        return rules;
    }
}
