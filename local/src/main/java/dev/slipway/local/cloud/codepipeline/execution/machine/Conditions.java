package dev.slipway.local.cloud.codepipeline.execution.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import java.util.ArrayList;
import java.util.List;

/** Looks at the conditions of a stage. A condition is met when all its rules are. */
final class Conditions {
    private final Work work;

    Conditions(Work work) {
        this.work = work;
    }

    /** What a look at a condition shows. */
    enum Look {
        /** Its rules just began. */
        BEGAN,
        /** Some rules run. */
        OPEN,
        /** It lets the execution pass; so does a condition that is not declared. */
        MET,
        /** It does not. */
        NOT_MET
    }

    static String result(StageRun run, ConditionKind kind) {
        var condition = run.conditions().get(kind);
        return condition == null ? "" : condition.result();
    }

    Look look(Execution execution, Stage stage, StageRun run, ConditionKind kind) {
        var declared = stage.node().path(kind.member()).path("conditions").path(0);
        if (declared.path("rules").isEmpty()) {
            return Look.MET;
        }
        var condition = run.conditions().get(kind);
        if (condition == null) {
            begin(execution, run, kind, declared);
            return Look.BEGAN;
        }
        return switch (condition.status()) {
            case InProgress -> Look.OPEN;
            case Succeeded, Overridden -> Look.MET;
            default -> Look.NOT_MET;
        };
    }

    private void begin(Execution execution, StageRun run, ConditionKind kind, JsonNode declared) {
        var rules = new ArrayList<RuleRun>();
        for (var rule : declared.path("rules")) {
            var resolved = Variables.resolve(rule.path("configuration"), execution);
            var begun = RuleRun.begin(work.ids.uuid(), rule.path("name").asText(), resolved.values(), work.now);
            if (!resolved.problem().isEmpty()) {
                begun = begun.end(RunStatus.Failed, resolved.problem(), "ConfigurationError", work.now);
            } else if (rule.at("/ruleTypeId/provider").asText().equals("VariableCheck")) {
                begun = VariableCheck.check(begun, work.now);
            }
            rules.add(begun);
        }
        var started = new ConditionRun(declared.path("result").asText(), ConditionStatus.InProgress, work.now, rules);
        work.put(execution.with(run.condition(kind, concluded(started)), work.now));
    }

    private ConditionRun concluded(ConditionRun condition) {
        var rules = condition.rules();
        if (rules.stream().anyMatch(rule -> !rule.status().ended())) {
            return condition;
        }
        if (rules.stream().allMatch(rule -> rule.status() == RunStatus.Succeeded)) {
            return condition.as(ConditionStatus.Succeeded, work.now);
        }
        return condition.as(ConditionStatus.Failed, work.now);
    }

    void end(Event.RuleEnd end) {
        for (var execution : work.active()) {
            for (var run : execution.stages()) {
                run.conditions().forEach((kind, condition) -> {
                    if (condition.rules().stream()
                            .anyMatch(rule -> rule.id().equals(end.run())
                                    && !rule.status().ended())) {
                        var rules = change(condition.rules(), end);
                        work.put(execution.with(
                                run.condition(kind, concluded(condition.rules(rules, work.now))), work.now));
                    }
                });
            }
        }
    }

    private List<RuleRun> change(List<RuleRun> rules, Event.RuleEnd end) {
        return rules.stream()
                .map(rule -> rule.id().equals(end.run())
                        ? rule.end(end.status(), end.summary(), end.errorCode(), work.now)
                        : rule)
                .toList();
    }

    /** The stage with conditions that still run left to themselves. */
    StageRun leave(StageRun run) {
        var left = run;
        for (var entry : run.conditions().entrySet()) {
            if (entry.getValue().status() == ConditionStatus.InProgress) {
                var rules = entry.getValue().rules().stream()
                        .map(rule -> rule.status().ended()
                                ? rule
                                : rule.end(RunStatus.Abandoned, rule.summary(), "", work.now))
                        .toList();
                left = left.condition(
                        entry.getKey(),
                        entry.getValue().rules(rules, work.now).as(ConditionStatus.Abandoned, work.now));
            }
        }
        return left;
    }
}
