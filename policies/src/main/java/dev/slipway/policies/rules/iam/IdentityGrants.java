package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Grant;
import dev.slipway.iam.analysis.Grants;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.SecurityFacts;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the identity policies of a resource, or of several that belong to one role, grant together, each of their denies taken away.
 * Worked out once for all rules.
 */
final class IdentityGrants {
    private static final Wildcard EVERY_ACTION = Wildcard.ofAction("*:*");

    /** Where a statement stands. */
    private record Place(ResourceView holder, AttachedPolicies policies, AttachedStatement attached) {}

    private final Map<Statement, Place> places = new HashMap<>();
    private final Grants grants;
    private final Optional<String> unread;
    private final Optional<String> everyAction;
    private final List<WideAction> wide = new ArrayList<>();

    private IdentityGrants(List<ResourceView> holders) {
        List<Statement> statements = new ArrayList<>();
        Findings reading = new Findings();
        for (ResourceView holder : holders) {
            AttachedPolicies policies = AttachedPolicies.of(holder);
            policies.each(reading, List.of(PolicyKind.IDENTITY), attached -> {
                // Equal statements grant the same, and are one finding.
                if (places.putIfAbsent(attached.statement(), new Place(holder, policies, attached)) == null) {
                    statements.add(attached.statement());
                }
            });
        }
        this.unread = reading.verdict() instanceof Verdict.NotApplicable unjudged
                ? Optional.of(unjudged.reason())
                : Optional.empty();
        this.grants = Grants.of(new PolicyDocument(PolicyDocument.VERSION, null, statements, unread.isEmpty()));
        this.everyAction = statements.stream()
                .filter(statement -> statement.isAllow() && allowsEveryAction(statement))
                .map(this::of)
                .findFirst()
                .map(place -> place.attached().at().path() + " allows every action, which other rules judge");
        statements.stream().filter(Statement::isAllow).forEach(this::addWide);
    }

    static IdentityGrants of(ResourceView resource) {
        return resource.remember(IdentityGrants.class, () -> new IdentityGrants(List.of(resource)));
    }

    /** What several resources that belong to one role grant together. */
    static IdentityGrants together(List<ResourceView> holders) {
        return new IdentityGrants(holders);
    }

    Grants grants() {
        return grants;
    }

    /** Why some of the policies cannot be judged. */
    Optional<String> unread() {
        return unread;
    }

    /** That some statement allows every action: naming what it allows would repeat all of AWS. */
    Optional<String> everyAction() {
        return everyAction;
    }

    /** Whether a statement is about every action of every service. */
    static boolean allowsEveryAction(Statement statement) {
        return statement.actions().stream()
                .anyMatch(
                        action -> Wildcard.ofAction(action).covers(EVERY_ACTION).certain());
    }

    /** Whether nothing beside the statement of the grant is hidden that could take it back. */
    Truth stands(Grant grant) {
        Place place = of(grant.statement());
        return place.policies().isWhole(place.attached()) ? Truth.YES : Truth.UNKNOWN;
    }

    /** The grants of actions on everything that they take, although a policy could hold them to less. */
    List<WideAction> wide() {
        return wide;
    }

    /** Where the statement of a grant stands. */
    AttachedStatement place(Grant grant) {
        return of(grant.statement()).attached();
    }

    /** The resource that holds the statement of a grant. */
    ResourceView holder(Grant grant) {
        return of(grant.statement()).holder();
    }

    private Place of(Statement statement) {
        Place place = places.get(statement);
        if (place == null) {
            throw new IllegalArgumentException("got a grant of another resource, expected one of this resource");
        }
        return place;
    }

    /** Whether the grant holds an action to nothing: no resource is named, and no condition names one. */
    Truth isUnlimited(Grant grant, ActionInfo action) {
        return stands(grant)
                .and(grant.certain())
                .and(Reach.isEverything(action, grant.resources()))
                .and(Narrowing.byResourceCondition(grant.statement(), action).not());
    }

    private void addWide(Statement statement) {
        if (statement.resources().stream()
                .noneMatch(pattern -> Wildcard.of(pattern).hasWildcard()
                        || Wildcard.of(pattern).hasUnknown())) {
            return;
        }
        for (String pattern : statement.actions()) {
            // Every action of every service is another matter, which has its own rules.
            if (!Wildcard.ofAction(pattern).covers(EVERY_ACTION).certain()) {
                ActionCatalog.get().expand(pattern).forEach(action -> addWide(statement, pattern, action));
            }
        }
    }

    private void addWide(Statement statement, String pattern, ActionInfo action) {
        if (!action.takesResource()
                || SecurityFacts.get().starInPractice(action.fullName()).isPresent()
                || !Reach.isEverything(action, statement.resources()).possible()) {
            return;
        }
        grants.of(action.fullName()).stream()
                .filter(grant -> grant.statement().equals(statement))
                .forEach(grant -> {
                    Truth unlimited = isUnlimited(grant, action);
                    if (unlimited.possible()) {
                        wide.add(new WideAction(place(grant), pattern, action, unlimited));
                    }
                });
    }
}
