package dev.slipway.policies.model;

/**
 * A rule that judges a resource by what else is in the stack, from the outputs of all resources, after a preview or an
 * update.
 */
public abstract non-sealed class StackRule extends Rule {

    /**
     * A stack rule.
     *
     * @param types the type tokens that are judged, in every spelling that provider versions use
     */
    protected StackRule(About about, String... types) {
        super(about, types);
    }

    /** Whether a resource of the rule's types is one that is judged, in this stack. */
    public boolean judges(ResourceView subject, StackView stack) {
        return true;
    }

    /**
     * Judges one resource of the stack. Reading an unknown property may throw {@link UnreadableValue}: the verdict is then not
     * applicable.
     */
    public abstract Verdict check(ResourceView subject, StackView stack, Settings settings);
}
