package dev.slipway.local.cloud.codepipeline.execution.action;

import java.util.Optional;

/** Checks the rules of conditions. */
public interface RuleExecutor {
    /**
     * What a rule found.
     *
     * @param met whether its check is met
     * @param summary what was found
     */
    record Finding(boolean met, String summary) {}

    /**
     * Looks at a rule; empty when it has to be looked at again.
     *
     * @throws ActionFailure when the check cannot be made
     */
    Optional<Finding> look(RuleTask task) throws ActionFailure;
}
