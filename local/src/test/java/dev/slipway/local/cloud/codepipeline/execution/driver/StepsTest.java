package dev.slipway.local.cloud.codepipeline.execution.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleTask;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.Origin;
import dev.slipway.local.cloud.codepipeline.execution.model.Products;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static RuleTask task(String provider) throws IOException {
        var json = new ObjectMapper();
        var origin =
                new Origin(1, ExecutionMode.QUEUED, new Trigger("CreatePipeline", "me"), "", Map.of(), Map.of(), NOW);
        return new RuleTask(
                "us-east-1",
                "arn:app",
                Pipeline.of(json.readTree("{\"name\": \"app\", \"stages\": []}")),
                Execution.begin("e", 1, origin, "Deploy", Products.NONE),
                ConditionKind.BEFORE_ENTRY,
                json.readTree("{\"ruleTypeId\": {\"provider\": \"%s\"}}".formatted(provider)),
                RuleRun.begin("r", "Calm", Map.of(), NOW));
    }

    private static Optional<Event> look(RuleExecutor executor) throws IOException {
        return new Steps(Map.of(), Map.of("CloudWatchAlarm", executor), Clock.systemUTC())
                .rule(task("CloudWatchAlarm"));
    }

    @Test
    void aRuleThatBreaksFailsAndSaysWhy() throws IOException {
        assertThat(look(task -> {
                    throw new IllegalStateException("a bug");
                }))
                .contains(new Event.RuleEnd("r", RunStatus.Failed, "a bug", "SystemUnavailable"));
    }

    @Test
    void aRuleThatTheStopOfTheCloudCutsShortIsLookedAtAgain() throws IOException {
        try {
            assertThat(look(task -> {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted");
                    }))
                    .isEmpty();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aRuleOfAnotherProviderFailsAndNamesThoseThatAreChecked() throws IOException {
        assertThat(new Steps(Map.of(), Map.of(), Clock.systemUTC()).rule(task("LambdaInvoke")))
                .contains(new Event.RuleEnd(
                        "r",
                        RunStatus.Failed,
                        "the local cloud does not check rules of provider LambdaInvoke: it checks [] and VariableCheck",
                        "ConfigurationError"));
    }
}
