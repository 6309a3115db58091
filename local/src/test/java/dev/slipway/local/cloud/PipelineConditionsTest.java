package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.PipelineWorld.SITE;
import static dev.slipway.local.cloud.PipelineWorld.SOURCE;
import static dev.slipway.local.cloud.PipelineWorld.deploy;
import static dev.slipway.local.cloud.PipelineWorld.enough;
import static dev.slipway.local.cloud.PipelineWorld.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionFailure;
import dev.slipway.local.cloud.codepipeline.execution.action.AlarmRule;
import dev.slipway.local.cloud.codepipeline.execution.action.Roles;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleTask;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.Origin;
import dev.slipway.local.cloud.codepipeline.execution.model.Products;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Conditions of stages that look at an alarm of CloudWatch: a stage that is not entered, one that fails, one that is rolled back. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class PipelineConditionsTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private final PipelineWorld world;
    private final CloudWatchClient cloudwatch;
    private boolean timed;

    PipelineConditionsTest(@TempDir Path state) throws StartFailure {
        world = new PipelineWorld(state);
        cloudwatch = world.client(CloudWatchClient.builder());
    }

    @AfterAll
    void close() {
        cloudwatch.close();
        world.close();
    }

    private void alarm(String name, String state) {
        cloudwatch.putMetricAlarm(r -> r.alarmName(name)
                .namespace("test")
                .metricName("errors")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
        cloudwatch.setAlarmState(r -> r.alarmName(name).stateValue(state).stateReason("the test says so"));
    }

    private String role(String name) {
        var rights = enough();
        rights.put("*", "cloudwatch:DescribeAlarms");
        return world.role(name, rights);
    }

    private static Condition condition(String result, String alarm) {
        return Condition.builder()
                .result(result)
                .rules(RuleDeclaration.builder()
                        .name("Calm")
                        .ruleTypeId(t -> t.category("Rule")
                                .owner("AWS")
                                .provider("CloudWatchAlarm")
                                .version("1"))
                        .configuration(Map.of("AlarmName", alarm))
                        .build())
                .build();
    }

    private StageDeclaration source(String name, String content) {
        world.upload(name + ".zip", Map.of("index.html", content));
        return stage(PipelineWorld.source("S3", Map.of("S3Bucket", SOURCE, "S3ObjectKey", name + ".zip")));
    }

    private static StageDeclaration.Builder target(String name) {
        return stage(deploy(Map.of("BucketName", SITE, "Extract", "true", "ObjectKey", name))).toBuilder();
    }

    /** What the rules of a pipeline found, the newest first: state, then summary or error. */
    private List<String> rules(String pipeline) {
        return world.codepipeline().listRuleExecutions(r -> r.pipelineName(pipeline)).ruleExecutionDetails().stream()
                .map(detail -> {
                    var result = detail.output().executionResult();
                    var error = result.errorDetails();
                    return detail.statusAsString() + " "
                            + (error == null
                                    ? result.externalExecutionSummary()
                                    : error.code() + ": " + error.message());
                })
                .toList();
    }

    @Test
    void anAlarmKeepsAnExecutionOutOfAStage() throws Exception {
        alarm("entry", "OK");
        var entry = target("entry")
                .beforeEntry(b -> b.conditions(condition("FAIL", "entry")))
                .build();
        var first = world.create("entry", role("entry"), source("entry", "first"), entry);
        assertThat(first.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);

        alarm("entry", "ALARM");
        source("entry", "second");
        var second = world.start("entry");

        assertThat(second.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(rules("entry"))
                .containsExactly(
                        "Failed The alarm 'entry' is in state ALARM", "Succeeded The alarm 'entry' is in state OK");
        assertThat(world.site("entry/")).isEqualTo(Map.of("entry/index.html", "first"));
    }

    @Test
    void anAlarmAfterADeploymentRollsItBack() throws Exception {
        alarm("after", "OK");
        var after = target("after")
                .onSuccess(s -> s.conditions(condition("ROLLBACK", "after")))
                .build();
        var first = world.create("after", role("after"), source("after", "first"), after);
        assertThat(first.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);

        alarm("after", "ALARM");
        source("after", "second");
        world.codepipeline().startPipelineExecution(r -> r.name("after"));
        var rollback = world.ended("after", 3);

        assertThat(rollback.executionTypeAsString()).isEqualTo("ROLLBACK");
        assertThat(rollback.rollbackMetadata().rollbackTargetPipelineExecutionId())
                .isEqualTo(first.pipelineExecutionId());
        assertThat(world.executions("after").get(1).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        // The alarm is still there, and holds for what was rolled back as well; but nothing is rolled back twice.
        assertThat(rollback.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(rules("after"))
                .containsExactly(
                        "Failed The alarm 'after' is in state ALARM",
                        "Failed The alarm 'after' is in state ALARM",
                        "Succeeded The alarm 'after' is in state OK");
        assertThat(world.site("after/")).isEqualTo(Map.of("after/index.html", "first"));
    }

    @Test
    void anAlarmAfterADeploymentFailsTheStage() throws Exception {
        alarm("fails", "ALARM");
        var execution = world.create(
                "fails",
                role("fails"),
                source("fails", "first"),
                target("fails")
                        .onSuccess(s -> s.conditions(condition("FAIL", "fails")))
                        .build());

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(rules("fails")).containsExactly("Failed The alarm 'fails' is in state ALARM");
        assertThat(world.action("fails", "Deploy").statusAsString()).isEqualTo("Succeeded");
    }

    @Test
    void anAlarmThatIsNotThereOrMayNotBeSeenFailsTheCondition() throws Exception {
        var entry = target("unseen")
                .beforeEntry(b -> b.conditions(condition("FAIL", "unseen")))
                .build();
        world.create("absent", role("absent"), source("unseen", "never"), entry);
        assertThat(rules("absent")).containsExactly("Failed ConfigurationError: The alarm 'unseen' does not exist");

        alarm("unseen", "OK");
        var execution = world.create("unseen", world.role("unseen", enough()), source("unseen", "never"), entry);

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(rules("unseen"))
                .containsExactly(
                        "Failed " + PipelineWorld.denied(execution, "unseen", "cloudwatch:DescribeAlarms", "*"));
        assertThat(world.site("unseen/")).isEmpty();
    }

    private Optional<RuleExecutor.Finding> look(ConditionKind kind, Map<String, String> configuration, Duration elapsed)
            throws Exception {
        var behalf = world.cloud().onBehalf();
        var pipeline = Pipeline.of(
                new ObjectMapper()
                        .readTree(
                                "{\"name\": \"timed\", \"roleArn\": \"arn:aws:iam::000000000000:role/timed\", \"stages\": []}"));
        var origin =
                new Origin(1, ExecutionMode.QUEUED, new Trigger("CreatePipeline", "me"), "", Map.of(), Map.of(), BEGAN);
        return new AlarmRule(behalf.clients(), new Roles(behalf), Clock.fixed(BEGAN.plus(elapsed), ZoneOffset.UTC))
                .look(new RuleTask(
                        "us-east-1",
                        "arn:aws:codepipeline:us-east-1:000000000000:timed",
                        pipeline,
                        Execution.begin("e", 1, origin, "Deploy", Products.NONE),
                        kind,
                        MissingNode.getInstance(),
                        RuleRun.begin("r", "Calm", configuration, BEGAN)));
    }

    /** The outcome of a look, so many seconds after the rule began, at a rule that waits a minute; "open" when it goes on. */
    @ParameterizedTest
    @CsvSource({
        "BEFORE_ENTRY, OK, 0, true",
        "BEFORE_ENTRY, INSUFFICIENT_DATA, 0, true",
        "BEFORE_ENTRY, ALARM, 0, open",
        "BEFORE_ENTRY, ALARM, 59, open",
        "BEFORE_ENTRY, OK, 59, true",
        "BEFORE_ENTRY, ALARM, 60, false",
        "ON_SUCCESS, OK, 0, open",
        "ON_SUCCESS, OK, 59, open",
        "ON_SUCCESS, ALARM, 0, false",
        "ON_SUCCESS, ALARM, 59, false",
        "ON_SUCCESS, OK, 60, true",
        "ON_FAILURE, OK, 0, open",
        "ON_FAILURE, ALARM, 0, false",
        "ON_FAILURE, OK, 60, true"
    })
    void waitsForAnEntryAndWatchesAfterAStage(ConditionKind kind, String state, int seconds, String outcome)
            throws Exception {
        timed();
        alarm("timed", state);

        var found = look(kind, Map.of("AlarmName", "timed", "WaitTime", "1"), Duration.ofSeconds(seconds));

        assertThat(found.map(finding -> Boolean.toString(finding.met())).orElse("open"))
                .isEqualTo(outcome);
    }

    /** The role of the pipeline that the looks are for, once. */
    private void timed() {
        if (!timed) {
            role("timed");
            timed = true;
        }
    }

    @Test
    void aRuleMayNameTheStatesThatCount() throws Exception {
        timed();
        alarm("timed", "INSUFFICIENT_DATA");
        var states = Map.of("AlarmName", "timed", "AlarmStates", "ALARM, INSUFFICIENT_DATA");

        assertThat(look(ConditionKind.ON_SUCCESS, states, Duration.ZERO))
                .contains(new RuleExecutor.Finding(false, "The alarm 'timed' is in state INSUFFICIENT_DATA"));
        alarm("timed", "OK");
        assertThat(look(ConditionKind.ON_SUCCESS, states, Duration.ZERO))
                .contains(new RuleExecutor.Finding(true, "The alarm 'timed' is in state OK"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''    | ALARM | 1   | AlarmName is not given, expected the name of an alarm",
                "timed | BAD   | 1   | AlarmStates is 'BAD', expected some of ALARM, OK and INSUFFICIENT_DATA, separated by commas",
                "timed | ALARM | 1 h | WaitTime is '1 h', expected a number of minutes",
                "timed | ALARM | -1  | WaitTime is '-1', expected a number of minutes"
            })
    void aRuleThatIsDeclaredWrongSaysSo(String alarm, String states, String wait, String said) {
        var configuration = Map.of("AlarmName", alarm, "AlarmStates", states, "WaitTime", wait);

        assertThatThrownBy(() -> look(ConditionKind.BEFORE_ENTRY, configuration, Duration.ZERO))
                .isInstanceOfSatisfying(ActionFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("ConfigurationError"))
                .hasMessage(said);
    }
}
