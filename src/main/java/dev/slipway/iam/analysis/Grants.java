package dev.slipway.iam.analysis;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.EscalationPath;
import dev.slipway.iam.catalog.SecurityFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What documents that are attached to one principal grant. Denies without conditions are taken away; denies with conditions are not,
 * as they may not hold. Principals are not looked at.
 */
public final class Grants {
    private record Entry(Statement statement, ActionSet actions) {}

    private final List<Entry> allows = new ArrayList<>();
    private final List<Entry> denies = new ArrayList<>();

    private Grants(List<PolicyDocument> documents) {
        for (PolicyDocument document : documents) {
            for (Statement statement : document.statements()) {
                if (statement.isAllow()) {
                    allows.add(new Entry(statement, ActionSet.of(statement)));
                } else if (statement.conditions().isEmpty()) {
                    denies.add(new Entry(statement, ActionSet.of(statement)));
                }
            }
        }
    }

    /** The grants of one document. */
    public static Grants of(PolicyDocument document) {
        return new Grants(List.of(document));
    }

    /** The grants of all documents together. */
    public static Grants of(List<PolicyDocument> documents) {
        return new Grants(documents);
    }

    /**
     * The statements that grant an action, or some action of a pattern such as {@code iam:*}, on at least one resource.
     *
     * @param action an action or a pattern, in any case
     */
    public List<Grant> of(String action) {
        Wildcard asked = Wildcard.ofAction(action);
        List<Grant> grants = new ArrayList<>();
        for (Entry allow : allows) {
            Truth granted = allow.actions().meets(asked);
            if (granted == Truth.NO) {
                continue;
            }
            List<String> resources = left(allow.statement(), asked);
            if (!resources.isEmpty()) {
                grants.add(new Grant(allow.statement(), granted, resources));
            }
        }
        return grants;
    }

    /** Whether the action, or some action of the pattern, is granted on at least one resource. */
    public Truth allows(String action) {
        Truth any = Truth.NO;
        for (Grant grant : of(action)) {
            any = any.or(grant.certain());
        }
        return any;
    }

    /** Whether the action is granted on some resource that matches the pattern. */
    public Truth allows(String action, String resourcePattern) {
        Wildcard asked = Wildcard.of(resourcePattern);
        Truth any = Truth.NO;
        for (Grant grant : of(action)) {
            for (String resource : grant.resources()) {
                any = any.or(grant.certain().and(Wildcard.of(resource).meets(asked)));
            }
        }
        return any;
    }

    /** The statements that grant every action on every resource without a condition. */
    public List<Grant> fullAdmin() {
        List<Grant> grants = new ArrayList<>();
        for (Entry allow : allows) {
            Statement statement = allow.statement();
            Truth everything = allow.actions().covers(Wildcard.ANY);
            if (everything == Truth.NO || !statement.conditions().isEmpty()) {
                continue;
            }
            Grant grant = new Grant(statement, everything, left(statement, Wildcard.ANY));
            if (grant.onEverything() != Truth.NO) {
                grants.add(grant);
            }
        }
        return grants;
    }

    /**
     * The actions that are granted on every resource although AWS lets a policy narrow them to resources. Left out: actions that take
     * {@code *} alone, those that in practice need it, those that a condition narrows, and the action {@code *}, which is another
     * matter ({@link #fullAdmin}).
     */
    public List<WideGrant> wideGrants() {
        ActionCatalog catalog = ActionCatalog.get();
        List<WideGrant> wide = new ArrayList<>();
        for (Entry allow : allows) {
            Statement statement = allow.statement();
            if (!mayBeOnEverything(statement)) {
                continue;
            }
            Map<String, List<ActionInfo>> byPattern = new LinkedHashMap<>();
            for (String pattern : statement.actions()) {
                if (Wildcard.ofAction(pattern).isAny()) {
                    continue;
                }
                List<ActionInfo> actions = new ArrayList<>();
                for (ActionInfo action : catalog.expand(pattern)) {
                    if (action.takesResource() && couldBeNarrower(statement, action)) {
                        actions.add(action);
                    }
                }
                if (!actions.isEmpty()) {
                    byPattern.put(pattern, actions);
                }
            }
            byPattern.forEach((pattern, actions) -> wide.add(new WideGrant(statement, pattern, actions)));
        }
        return wide;
    }

    private static boolean mayBeOnEverything(Statement statement) {
        for (String resource : statement.resources()) {
            if (Wildcard.of(resource).isAny()) {
                return true;
            }
        }
        return false;
    }

    private boolean couldBeNarrower(Statement statement, ActionInfo action) {
        if (SecurityFacts.get().starInPractice(action.fullName()).isPresent()) {
            return false;
        }
        if (Narrowing.byResourceCondition(statement, action) != Truth.NO) {
            return false;
        }
        if (denies.isEmpty()) {
            return true;
        }
        List<String> resources = left(statement, Wildcard.ofAction(action.fullName()));
        return resources.stream().anyMatch(resource -> Wildcard.of(resource).isAny());
    }

    /** The escalation paths all of whose actions are granted. */
    public List<Escalation> escalations() {
        List<Escalation> found = new ArrayList<>();
        if (allows.isEmpty()) {
            return found;
        }
        Map<String, List<Grant>> asked = new HashMap<>();
        for (EscalationPath path : SecurityFacts.get().escalationPaths()) {
            Map<String, List<Grant>> grants = new LinkedHashMap<>();
            for (String action : path.actions()) {
                List<Grant> of = asked.computeIfAbsent(action, this::of);
                if (of.isEmpty()) {
                    break;
                }
                grants.put(action, of);
            }
            if (grants.size() == path.actions().size()) {
                found.add(new Escalation(path, grants));
            }
        }
        return found;
    }

    /** What the denies leave of the resources on which a statement grants the action. */
    private List<String> left(Statement statement, Wildcard action) {
        List<String> resources = statement.resources().isEmpty() ? List.of("*") : statement.resources();
        for (Entry deny : denies) {
            if (deny.actions().covers(action) == Truth.YES) {
                resources = without(resources, deny.statement());
            }
        }
        return resources;
    }

    private static List<String> without(List<String> resources, Statement deny) {
        List<String> left = new ArrayList<>();
        for (String resource : resources) {
            Wildcard pattern = Wildcard.of(resource);
            if (deny.notResources().isEmpty()) {
                boolean all = deny.resources().isEmpty();
                for (String denied : deny.resources()) {
                    all |= Wildcard.of(denied).covers(pattern) == Truth.YES;
                }
                if (!all) {
                    left.add(resource);
                }
                continue;
            }
            for (String spared : deny.notResources()) {
                Wildcard kept = Wildcard.of(spared);
                if (kept.covers(pattern) == Truth.YES) {
                    left.add(resource);
                } else if (pattern.covers(kept) == Truth.YES) {
                    left.add(spared);
                } else if (pattern.meets(kept).possible()) {
                    left.add(resource);
                }
            }
        }
        return left.stream().distinct().toList();
    }
}
