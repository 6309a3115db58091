package dev.slipway.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy document. Immutable: every method that adds something answers a new statement.
 *
 * <pre>{@code
 * Statement.allow("ReadArtifacts")
 *         .actions("s3:GetObject", "s3:GetObjectVersion")
 *         .resources(bucketArn + "/*")
 *         .condition("StringEquals", "aws:ResourceAccount", account)
 * }</pre>
 *
 * <p>A statement under construction may be incomplete; {@link PolicyDocument#of} refuses incomplete ones.
 *
 * @param sid the statement's name, or null
 * @param effect allow or deny
 * @param principals entries of {@code Principal}; empty in identity policies
 * @param notPrincipals entries of {@code NotPrincipal}
 * @param actions patterns of {@code Action}, as written
 * @param notActions patterns of {@code NotAction}, as written
 * @param resources patterns of {@code Resource}, as written
 * @param notResources patterns of {@code NotResource}, as written
 * @param conditions all of which must hold
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html">Statement</a>
 */
public record Statement(
        @Nullable String sid,
        Effect effect,
        List<Principal> principals,
        List<Principal> notPrincipals,
        List<String> actions,
        List<String> notActions,
        List<String> resources,
        List<String> notResources,
        List<Condition> conditions) {
    public Statement {
        Objects.requireNonNull(effect);
        principals = grouped(List.copyOf(principals), Principal::type);
        notPrincipals = grouped(List.copyOf(notPrincipals), Principal::type);
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        resources = List.copyOf(resources);
        notResources = List.copyOf(notResources);
        conditions = grouped(List.copyOf(conditions), Condition::operator);
    }

    /** Starts a statement that grants. */
    public static Statement allow(String sid) {
        return empty(sid, Effect.ALLOW);
    }

    /** Starts a statement that forbids. */
    public static Statement deny(String sid) {
        return empty(sid, Effect.DENY);
    }

    private static Statement empty(String sid, Effect effect) {
        return new Statement(
                Objects.requireNonNull(sid),
                effect,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Adds actions, such as {@code s3:GetObject}. */
    public Statement actions(String... more) {
        return actions(Arrays.asList(more));
    }

    /** Adds actions, such as {@code s3:GetObject}. */
    public Statement actions(Collection<String> more) {
        return with(principals, joined(actions, more), notActions, resources, notResources, conditions);
    }

    /** Adds actions that the statement is not about: it is about all others. */
    public Statement notActions(String... more) {
        return notActions(Arrays.asList(more));
    }

    /** Adds actions that the statement is not about: it is about all others. */
    public Statement notActions(Collection<String> more) {
        return with(principals, actions, joined(notActions, more), resources, notResources, conditions);
    }

    /** Adds resource ARNs, or {@code *}. */
    public Statement resources(String... more) {
        return resources(Arrays.asList(more));
    }

    /** Adds resource ARNs, or {@code *}. */
    public Statement resources(Collection<String> more) {
        return with(principals, actions, notActions, joined(resources, more), notResources, conditions);
    }

    /** Adds resource ARNs that the statement is not about: it is about all others. */
    public Statement notResources(String... more) {
        return notResources(Arrays.asList(more));
    }

    /** Adds resource ARNs that the statement is not about: it is about all others. */
    public Statement notResources(Collection<String> more) {
        return with(principals, actions, notActions, resources, joined(notResources, more), conditions);
    }

    /** Adds AWS services as principals, such as {@code codebuild.amazonaws.com}. */
    public Statement principalService(String... services) {
        return principals(Arrays.stream(services).map(Principal::service).toList());
    }

    /** Adds accounts (id or root ARN), roles, users or sessions as principals. */
    public Statement principalAws(String... principals) {
        return principals(Arrays.stream(principals).map(Principal::aws).toList());
    }

    /** Adds OIDC or SAML providers as principals. */
    public Statement principalFederated(String... providers) {
        return principals(Arrays.stream(providers).map(Principal::federated).toList());
    }

    /** Adds S3 canonical users as principals. */
    public Statement principalCanonicalUser(String... ids) {
        return principals(Arrays.stream(ids).map(Principal::canonicalUser).toList());
    }

    /** Makes everyone the principal: {@code "Principal": "*"}. */
    public Statement principalAnyone() {
        return principals(List.of(Principal.anyone()));
    }

    /** Adds principals. */
    public Statement principals(Collection<Principal> more) {
        return with(joined(principals, more), actions, notActions, resources, notResources, conditions);
    }

    /** Adds a condition; all conditions of a statement must hold, and any one value of a condition is enough. */
    public Statement condition(String operator, String key, String... values) {
        return condition(operator, key, Arrays.asList(values));
    }

    /** Adds a condition; all conditions of a statement must hold, and any one value of a condition is enough. */
    public Statement condition(String operator, String key, Collection<String> values) {
        List<Condition> more = List.of(new Condition(operator, key, List.copyOf(values)));
        return with(principals, actions, notActions, resources, notResources, joined(conditions, more));
    }

    /** Whether the statement grants. */
    public boolean isAllow() {
        return effect == Effect.ALLOW;
    }

    /** Whether the statement names principals, as statements of resource and trust policies do. */
    public boolean hasPrincipal() {
        return !principals.isEmpty() || !notPrincipals.isEmpty();
    }

    /** The conditions on that key, in whatever case. */
    public List<Condition> conditionsOn(String key) {
        return conditions.stream().filter(condition -> condition.isOn(key)).toList();
    }

    private Statement with(
            List<Principal> newPrincipals,
            List<String> newActions,
            List<String> newNotActions,
            List<String> newResources,
            List<String> newNotResources,
            List<Condition> newConditions) {
        return new Statement(
                sid,
                effect,
                newPrincipals,
                notPrincipals,
                newActions,
                newNotActions,
                newResources,
                newNotResources,
                newConditions);
    }

    /** JSON groups principals by type and conditions by operator, so equal statements have equal lists only when these do too. */
    private static <T, K> List<T> grouped(List<T> values, Function<T, K> key) {
        if (values.size() < 2) {
            return values;
        }
        Map<K, List<T>> groups = new LinkedHashMap<>();
        for (T value : values) {
            groups.computeIfAbsent(key.apply(value), any -> new ArrayList<>()).add(value);
        }
        List<T> all = new ArrayList<>(values.size());
        groups.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    private static <T> List<T> joined(List<T> first, Collection<? extends T> second) {
        if (first.isEmpty()) {
            return List.copyOf(second);
        }
        List<T> all = new ArrayList<>(first.size() + second.size());
        Stream.concat(first.stream(), second.stream()).forEach(all::add);
        return all;
    }
}
