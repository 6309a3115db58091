package dev.slipway.policies.model;

import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule for a resource whose settings may stand in resources of their own, its split parts. The owner is judged with its parts; a
 * part whose owner is not in the stack is judged by itself, because what it says is as wrong elsewhere.
 */
public abstract class SplitRule extends StackRule {
    private final Set<String> owners;
    private final String link;

    /**
     * A rule for owners and parts.
     *
     * @param owners the types of the owner, in every spelling
     * @param link the property by which a part names its owner
     * @param parts the types of the parts that are judged by themselves
     */
    protected SplitRule(About about, String[] owners, String link, String... parts) {
        super(about, Stream.of(owners, parts).flatMap(Stream::of).toArray(String[]::new));
        this.owners = Set.of(owners);
        this.link = link;
    }

    @Override
    public final boolean judges(ResourceView subject, StackView stack) {
        return !isPart(subject)
                || stack.referredBy(subject, link).stream().allMatch(referred -> !owners.contains(referred.type()));
    }

    /** Whether this is a part that is judged by itself. */
    protected final boolean isPart(ResourceView subject) {
        return !owners.contains(subject.type());
    }
}
