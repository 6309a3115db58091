package dev.slipway.policies.model;

/** A rule that judges a resource by itself, from its inputs, before anything is created. */
public abstract non-sealed class ResourceRule extends Rule {

    /**
     * A resource rule.
     *
     * @param types the type tokens that are judged, in every spelling that provider versions use
     */
    protected ResourceRule(About about, String... types) {
        super(about, types);
    }

    /**
     * Judges one resource. Reading an unknown property may throw {@link UnreadableValue}: the verdict is then not applicable.
     */
    public abstract Verdict check(ResourceView resource, Settings settings);
}
