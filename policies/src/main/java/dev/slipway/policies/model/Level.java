package dev.slipway.policies.model;

/**
 * What a violation does, in Pulumi's words.
 *
 * @see <a href="https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/core-concepts/">Enforcement levels</a>
 */
public enum Level {
    /** Shown, and nothing else. */
    ADVISORY,
    /** Stops the update. */
    MANDATORY,
    /** The rule is not run. */
    DISABLED,
    /** The rule corrects the resource when it can, and is mandatory when it cannot. */
    REMEDIATE
}
