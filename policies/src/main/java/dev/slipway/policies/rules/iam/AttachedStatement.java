package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Trust;
import dev.slipway.iam.analysis.TrustedParty;
import dev.slipway.policies.model.Property;
import java.util.List;

/**
 * A statement of a policy, and where in the resource it stands.
 *
 * @param at the statement, such as {@code policy.Statement[0]}
 * @param kind what the policy is attached to
 * @param statement the statement as IAM reads it
 */
public record AttachedStatement(Property at, PolicyKind kind, Statement statement) {

    /** Where an action stands, for a finding. */
    public Property action(String action) {
        return entry("Action", action);
    }

    /** Where a resource pattern stands, for a finding. */
    public Property resource(String pattern) {
        return entry("Resource", pattern);
    }

    /** Whom the statement lets in, when it stands in a trust policy. */
    List<TrustedParty> trusted() {
        return Trust.of(new PolicyDocument(PolicyDocument.VERSION, null, List.of(statement), true));
    }

    /** Where the action stands that grants another one, for a finding. */
    Property granting(String action) {
        Wildcard asked = Wildcard.ofAction(action);
        return statement.actions().stream()
                .filter(pattern -> Wildcard.ofAction(pattern).meets(asked).possible())
                .findFirst()
                .map(this::action)
                .orElseGet(() -> element(statement.actions().isEmpty() ? "NotAction" : "Action"));
    }

    /** Where a principal stands, for a finding; the element itself when it is not found. */
    Property principal(Principal principal) {
        Property whole = element(statement.principals().isEmpty() ? "NotPrincipal" : "Principal");
        if (!whole.isKnown() || !whole.isObject()) {
            return whole;
        }
        Property named = whole.field(principal.type().key());
        List<Property> entries = named.isKnown() ? named.items() : List.of();
        return entries.stream()
                .filter(entry -> stands(entry, principal.value()))
                .findFirst()
                .orElse(whole);
    }

    /** Where one value of an element such as NotAction stands; the element itself when the value is not found. */
    public Property entry(String element, String value) {
        Property whole = element(element);
        List<Property> entries = whole.isKnown() ? whole.items() : List.of();
        return entries.stream()
                .filter(entry -> stands(entry, value))
                .findFirst()
                .orElse(whole);
    }

    /** What is unknown at preview stands where it stands in the update, so that a suppression holds in both. */
    private static boolean stands(Property entry, String value) {
        return entry.isKnown() ? !entry.isObject() && entry.text("").equals(value) : Unknown.isIn(value);
    }

    /** An element of the statement, in whatever case it is written. */
    public Property element(String name) {
        return at.fields().entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(field -> field.getValue())
                .orElseGet(() -> at.field(name));
    }
}
