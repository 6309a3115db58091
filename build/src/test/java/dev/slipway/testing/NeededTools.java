package dev.slipway.testing;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Decides whether a test with {@link NeedsTool} runs, is left out, or fails. */
public final class NeededTools implements ExecutionCondition {
    /** The folders to look in, for tests of this decision. */
    static final String PATH = "slipway.tools.path";

    private static final String REQUIRED = "required";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var path = context.getConfigurationParameter(PATH).orElseGet(Tool::machinePath);
        var missing =
                context
                        .getElement()
                        .flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsTool.class))
                        .stream()
                        .flatMap(needs -> Arrays.stream(needs.value()))
                        .filter(tool -> tool.find(path).isEmpty())
                        .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything that it needs is here");
        }
        var reason = missing.stream().map(Tool::absence).collect(Collectors.joining("; "));
        missing.stream()
                .map(tool -> tool.group().variable())
                .filter(variable -> REQUIRED.equals(context.getConfigurationParameter(variable)
                        .or(() -> Optional.ofNullable(System.getenv(variable)))
                        .orElse("")))
                .findFirst()
                .ifPresent(variable -> {
                    throw new AssertionError("%s, but %s is required".formatted(reason, variable));
                });
        return ConditionEvaluationResult.disabled(reason);
    }

    /**
     * For what only a trial shows, such as whether an engine answers: leaves the test out with this reason when it does not hold, or fails
     * where containers are required.
     */
    public static void assumeOfContainers(boolean holds, String reason) {
        if (holds) {
            return;
        }
        var variable = Tool.Group.CONTAINERS.variable();
        if (REQUIRED.equals(System.getenv(variable))) {
            throw new AssertionError("%s, but %s is required".formatted(reason, variable));
        }
        throw new TestAbortedException(reason);
    }
}
