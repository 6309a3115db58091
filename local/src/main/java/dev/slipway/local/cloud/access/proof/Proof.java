package dev.slipway.local.cloud.access.proof;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import dev.slipway.local.cloud.api.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells from recorded calls which parts of a role's policies are needed. Each part is taken away by itself and every call judged
 * again, so of two statements that allow the same, neither is needed, though one of them is.
 */
public final class Proof {
    private static final Set<String> CLOCK = Set.of("aws:currenttime", "aws:epochtime");

    private final String role;
    private final List<NamedPolicy> policies;
    /** Every call once, with the steps that made it. */
    private final Map<Asked, Set<String>> calls = new LinkedHashMap<>();

    private final Map<Asked, Request> requests = new HashMap<>();
    private final Map<Asked, Set<Where>> allowing = new HashMap<>();
    private final Map<String, Step> missing = new LinkedHashMap<>();

    /** A call, the time and the session aside. */
    private record Asked(String action, String resource, Map<String, List<String>> context) {}

    private record Where(int policy, int statement) {}

    private Proof(String role, List<NamedPolicy> policies) {
        this.role = role;
        this.policies = policies;
    }

    /**
     * The proof of one role.
     *
     * @param role its ARN
     * @param policies its policies, inline and managed
     * @param steps its recorded calls; those of other roles are left out
     */
    public static RoleProof of(String role, List<NamedPolicy> policies, List<Step> steps) {
        var proof = new Proof(role, List.copyOf(policies));
        steps.stream().filter(step -> step.call().role().equals(role)).forEach(proof::add);
        return proof.result(input(role, policies, steps));
    }

    /** Names what a proof is made from. */
    public static String input(String role, List<NamedPolicy> policies, List<Step> steps) {
        var text = new StringBuilder(role);
        policies.forEach(policy -> text.append('\n')
                .append(policy.name())
                .append(' ')
                .append(policy.document().toJson()));
        steps.stream()
                .filter(step -> step.call().role().equals(role))
                .map(step -> step.name() + " " + step.call().outcome() + " "
                        + step.call().withoutIdentity() + " " + asked(step))
                .sorted()
                .distinct()
                .forEach(line -> text.append('\n').append(line));
        return sha256(text.toString());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Asked asked(Step step) {
        var context = new TreeMap<>(step.call().context());
        context.keySet().removeAll(CLOCK);
        context.remove("aws:userid");
        return new Asked(step.call().action(), step.call().resource(), context);
    }

    private void add(Step step) {
        var asked = asked(step);
        if (!step.call().allowed()) {
            missing.putIfAbsent(step.name() + " " + asked.action() + " " + asked.resource(), step);
        } else if (!step.call().withoutIdentity()) {
            calls.computeIfAbsent(asked, call -> new LinkedHashSet<>()).add(step.name());
            requests.putIfAbsent(
                    asked,
                    new Request(
                            Caller.session(role, step.call().session()),
                            asked.action(),
                            asked.resource(),
                            step.call().context(),
                            false,
                            Call.ACCOUNT));
        }
    }

    private RoleProof result(String input) {
        calls.keySet().forEach(call -> allowing.put(call, allowing(call)));
        var statements = new ArrayList<StatementProof>();
        for (var policy = 0; policy < policies.size(); policy++) {
            for (var number = 0;
                    number < policies.get(policy).document().statements().size();
                    number++) {
                statements.add(statement(new Where(policy, number)));
            }
        }
        return new RoleProof(role, input, statements, List.copyOf(missing.values()));
    }

    private Set<Where> allowing(Asked call) {
        var found = new LinkedHashSet<Where>();
        for (var policy = 0; policy < policies.size(); policy++) {
            var statements = policies.get(policy).document().statements();
            for (var number = 0; number < statements.size(); number++) {
                if (allows(policy, statements.get(number), call)) {
                    found.add(new Where(policy, number));
                }
            }
        }
        return found;
    }

    private boolean allows(int policy, Statement statement, Asked call) {
        var version = policies.get(policy).document().version();
        var request = requests.get(call);
        return request != null
                && Evaluator.evaluate(
                                request,
                                Policies.ofIdentity(new PolicyDocument(version, null, List.of(statement), true)))
                        .allowed();
    }

    private StatementProof statement(Where where) {
        var named = policies.get(where.policy());
        var statement = named.document().statements().get(where.statement());
        if (!statement.isAllow()) {
            return new StatementProof(named.nameOf(statement), true, List.of(), true, List.of());
        }
        var uses = new ArrayList<StatementProof.Use>();
        var alone = new ArrayList<Asked>();
        allowing.forEach((call, statements) -> {
            if (statements.contains(where)) {
                var only = statements.size() == 1;
                if (only) {
                    alone.add(call);
                }
                calls.getOrDefault(call, Set.of())
                        .forEach(step -> uses.add(new StatementProof.Use(step, call.action(), call.resource(), only)));
            }
        });
        uses.sort(Comparator.comparing(StatementProof.Use::step)
                .thenComparing(StatementProof.Use::action)
                .thenComparing(StatementProof.Use::resource));
        var unnecessary = Part.of(where.policy(), where.statement(), named).stream()
                .filter(part -> part.kind() == Part.Kind.STATEMENT
                        ? alone.isEmpty()
                        : alone.stream().allMatch(call -> allows(where.policy(), part.reduced(statement), call)))
                .toList();
        return new StatementProof(
                named.nameOf(statement),
                false,
                uses.stream().distinct().toList(),
                !alone.isEmpty(),
                alone.isEmpty() ? unnecessary.subList(0, 1) : unnecessary);
    }
}
