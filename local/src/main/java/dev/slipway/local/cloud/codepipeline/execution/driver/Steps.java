package dev.slipway.local.cloud.codepipeline.execution.driver;

import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionFailure;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionTask;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleTask;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Takes actions and rules further, and turns whatever goes wrong into the failure that a user sees.
 *
 * @param actions executors by category and provider, such as {@code Deploy/ECS}
 * @param rules executors of rules by provider
 * @param clock the time
 */
public record Steps(Map<String, ActionExecutor> actions, Map<String, RuleExecutor> rules, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /** Copies its collections. */
    public Steps {
        actions = Map.copyOf(actions);
        rules = Map.copyOf(rules);
    }

    /** What happened to an action; empty when nothing did. */
    Optional<Event> action(ActionTask task) {
        var run = task.run();
        if (!clock.instant().isBefore(run.input().deadline())) {
            return Optional.of(failed(task, "JobFailed", "The action has timed out"));
        }
        var type = task.action().type().category() + "/" + task.action().type().provider();
        var executor = actions.get(type);
        if (executor == null) {
            return Optional.of(failed(
                    task,
                    "ConfigurationError",
                    "the local cloud does not run actions of type %s: it runs %s"
                            .formatted(type, actions.keySet().stream().sorted().toList())));
        }
        try {
            var outcome = executor.step(task);
            var end = outcome.end();
            if (end != null) {
                return Optional.of(new Event.End(run.id(), outcome.progress(), end));
            }
            return outcome.progress().equals(run.progress())
                    ? Optional.empty()
                    : Optional.of(new Event.Report(run.id(), outcome.progress()));
        } catch (ActionFailure failure) {
            return Optional.of(failed(task, failure.code(), failure.reason()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            // A step that the stop of the cloud cut short says nothing about the action.
            return Thread.currentThread().isInterrupted() ? Optional.empty() : Optional.of(broken(task, e));
        }
    }

    private static Event failed(ActionTask task, String code, String message) {
        return new Event.End(task.run().id(), task.run().progress(), ActionOutcome.failure(code, message));
    }

    private static Event broken(ActionTask task, RuntimeException problem) {
        LOG.warn(
                "action {} of pipeline {} failed",
                task.action().name(),
                task.pipeline().name(),
                problem);
        return failed(task, code(problem), message(problem));
    }

    private static String code(RuntimeException problem) {
        if (problem instanceof AccessDenied) {
            return "PermissionError";
        }
        if (problem instanceof AwsServiceException refused) {
            var code = refused.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(refused.awsErrorDetails().errorCode());
            return code.contains("AccessDenied") || refused.statusCode() == 403
                    ? "PermissionError"
                    : refused.isThrottlingException() || refused.statusCode() >= 500
                            ? "SystemUnavailable"
                            : "ConfigurationError";
        }
        return problem instanceof AwsException ? "ConfigurationError" : "SystemUnavailable";
    }

    private static String message(RuntimeException problem) {
        if (problem instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return String.valueOf(refused.awsErrorDetails().errorMessage());
        }
        var message = problem.getMessage();
        return message == null || message.isBlank() ? "the local cloud failed: its log has the reason" : message;
    }

    /** What happened to a rule; empty when nothing did. */
    Optional<Event> rule(RuleTask task) {
        var executor = rules.get(task.provider());
        if (executor == null) {
            return Optional.of(broken(
                    task,
                    "ConfigurationError",
                    "the local cloud does not check rules of provider %s: it checks %s and VariableCheck"
                            .formatted(
                                    task.provider(),
                                    rules.keySet().stream().sorted().toList())));
        }
        try {
            return executor.look(task)
                    .map(finding -> new Event.RuleEnd(
                            task.run().id(),
                            finding.met() ? RunStatus.Succeeded : RunStatus.Failed,
                            finding.summary(),
                            ""));
        } catch (ActionFailure failure) {
            return Optional.of(broken(task, failure.code(), failure.reason()));
        } catch (RuntimeException e) {
            // As above: the next start looks again.
            return Thread.currentThread().isInterrupted()
                    ? Optional.empty()
                    : Optional.of(broken(task, code(e), message(e)));
        }
    }

    private static Event broken(RuleTask task, String code, String message) {
        return new Event.RuleEnd(task.run().id(), RunStatus.Failed, message, code);
    }
}
