package dev.slipway.policies.model;

/** A resource rule that can also correct a resource, when its level is {@code remediate}. */
public interface Remediable {

    /**
     * What to change so that the resource complies. Called only for a violation. Everything that is not named stays as it is,
     * secrets and unknown values included.
     */
    Edits remedy(ResourceView resource, Settings settings);
}
