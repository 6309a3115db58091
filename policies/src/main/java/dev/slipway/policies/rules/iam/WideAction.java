package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Truth;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.Property;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An action that a statement allows on everything that it takes, although a policy could hold it to less.
 *
 * @param attached the statement
 * @param pattern the entry of its Action element
 * @param action one action that the entry matches
 * @param certain unknown when it depends on values that are not known yet
 */
record WideAction(AttachedStatement attached, String pattern, ActionInfo action, Truth certain) {
    /** The entry of the Resource element that reaches too far; the element itself when several do together. */
    Property resource() {
        // One that is unknown at preview may turn out to be narrow: the entry that surely reaches too far comes first.
        return reaching(Truth::certain)
                .or(() -> reaching(Truth::possible))
                .map(attached::resource)
                .orElseGet(() -> attached.element("Resource"));
    }

    private Optional<String> reaching(Predicate<Truth> far) {
        return attached.statement().resources().stream()
                .filter(resource -> far.test(Reach.isEverything(action, List.of(resource))))
                .findFirst();
    }
}
