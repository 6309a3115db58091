package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rule that compares a variable with a value.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html">VariableCheck</a>
 */
final class VariableCheck {
    private VariableCheck() {}

    static RuleRun check(RuleRun rule, Instant now) {
        var variable = rule.configuration().getOrDefault("Variable", "");
        var value = rule.configuration().getOrDefault("Value", "");
        var operator = rule.configuration().getOrDefault("Operator", "");
        try {
            var met =
                    switch (operator) {
                        case "EQ" -> variable.equals(value);
                        case "NE" -> !variable.equals(value);
                        case "CONTAINS" -> variable.contains(value);
                        case "MATCHES" -> Pattern.matches(value, variable);
                        default ->
                            throw new IllegalArgumentException(
                                    "the operator is '%s', expected EQ, NE, CONTAINS or MATCHES".formatted(operator));
                    };
            return rule.end(
                    met ? RunStatus.Succeeded : RunStatus.Failed,
                    "'%s' %s '%s' is %s".formatted(variable, operator, value, met),
                    "",
                    now);
        } catch (PatternSyntaxException wrong) {
            return rule.end(
                    RunStatus.Failed, "the pattern '%s' is not valid".formatted(value), "ConfigurationError", now);
        } catch (IllegalArgumentException wrong) {
            return rule.end(RunStatus.Failed, String.valueOf(wrong.getMessage()), "ConfigurationError", now);
        }
    }
}
