package dev.slipway.local.cloud.access.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import dev.slipway.local.cloud.access.record.JudgedCall;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/r";

    private static NamedPolicy policy(Statement... statements) {
        return new NamedPolicy("p", new PolicyDocument(PolicyDocument.VERSION, null, List.of(statements), true));
    }

    private static Step step(String name, String action, String resource, boolean allowed) {
        return new Step(
                name,
                new JudgedCall(
                        Instant.EPOCH,
                        ROLE,
                        "s",
                        "us-east-1",
                        action,
                        resource,
                        Map.of("a:key", List.of("one")),
                        allowed ? Decision.Outcome.ALLOWED : Decision.Outcome.IMPLICIT_DENY,
                        List.of(),
                        "",
                        false));
    }

    @Test
    void tellsWhatIsNeededUnusedUnnecessaryAndMissing() {
        var policies = List.of(policy(
                Statement.allow("Read").actions("s3:GetObject", "s3:PutObject").resources("a", "b"),
                Statement.allow("Again").actions("s3:Get*").resources("b"),
                Statement.allow("Unused").actions("sns:Publish").resources("*"),
                Statement.allow("Keyed")
                        .actions("kms:Decrypt")
                        .resources("k")
                        .condition("StringEquals", "a:key", "one", "two"),
                Statement.deny("Guard").actions("iam:*").resources("*")));
        var proof = Proof.of(
                ROLE,
                policies,
                List.of(
                        step("Source", "s3:GetObject", "a", true),
                        step("Build", "s3:GetObject", "a", true),
                        step("Build", "s3:GetObject", "b", true),
                        step("Build", "kms:Decrypt", "k", true),
                        step("Deploy", "ecs:UpdateService", "x", false)));
        assertThat(proof.statements())
                .containsExactly(
                        new StatementProof(
                                "p/Read",
                                false,
                                List.of(
                                        new StatementProof.Use("Build", "s3:GetObject", "a", true),
                                        new StatementProof.Use("Build", "s3:GetObject", "b", false),
                                        new StatementProof.Use("Source", "s3:GetObject", "a", true)),
                                true,
                                List.of(
                                        new Part(0, 0, Part.Kind.ACTION, "s3:PutObject"),
                                        new Part(0, 0, Part.Kind.RESOURCE, "b"))),
                        new StatementProof(
                                "p/Again",
                                false,
                                List.of(new StatementProof.Use("Build", "s3:GetObject", "b", false)),
                                false,
                                List.of(new Part(0, 1, Part.Kind.STATEMENT, "p/Again"))),
                        new StatementProof(
                                "p/Unused",
                                false,
                                List.of(),
                                false,
                                List.of(new Part(0, 2, Part.Kind.STATEMENT, "p/Unused"))),
                        new StatementProof(
                                "p/Keyed",
                                false,
                                List.of(new StatementProof.Use("Build", "kms:Decrypt", "k", true)),
                                true,
                                List.of(new Part(0, 3, Part.Kind.CONDITION_VALUE, "StringEquals a:key two"))),
                        new StatementProof("p/Guard", true, List.of(), true, List.of()));
        assertThat(proof.missing()).containsExactly(step("Deploy", "ecs:UpdateService", "x", false));
        assertThat(proof.exact()).isFalse();
    }

    @Test
    void goesOnWhereItWasCutShort() {
        var policies =
                Map.of(ROLE, List.of(policy(Statement.allow("A").actions("a:b").resources("*"))));
        var steps = List.of(step("S", "a:b", "x", true));
        var late = new Proofs(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(late.make(policies, steps, List.of(), Instant.EPOCH, proof -> {}))
                .isEqualTo(new Proofs.Result(List.of(), List.of(ROLE)));
        var told = new ArrayList<RoleProof>();
        var made = late.make(policies, steps, List.of(), Instant.MAX, told::add);
        assertThat(made.proofs()).isEqualTo(told).hasSize(1);
        assertThat(made.proofs().get(0).exact()).isTrue();
        assertThat(late.make(policies, steps, told, Instant.EPOCH, told::add)).isEqualTo(made);
        assertThat(told).hasSize(1);
    }

    @Provide
    Arbitrary<List<NamedPolicy>> policies() {
        var statement = Combinators.combine(
                        Arbitraries.of("a:x", "a:y", "a:*", "b:x")
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        Arbitraries.of("r1", "r2", "r*")
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .ofMaxSize(2),
                        Arbitraries.of("one", "two", "three")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2))
                .as((actions, resources, values) -> {
                    var grant = Statement.allow("S")
                            .actions(actions.toArray(new String[0]))
                            .resources(resources.toArray(new String[0]));
                    return values.isEmpty()
                            ? grant
                            : grant.condition("StringEquals", "a:key", values.toArray(new String[0]));
                });
        return statement
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(statements -> policy(statements.toArray(new Statement[0])))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of("a:x", "a:y", "b:x"), Arbitraries.of("r1", "r2", "r3"))
                .as((action, resource) -> step("S", action, resource, true))
                .list()
                .ofMaxSize(6);
    }

    private static boolean allowed(List<NamedPolicy> policies, Step step) {
        var call = step.call();
        var request = new Request(
                Caller.session(ROLE, "s"), call.action(), call.resource(), call.context(), false, "000000000000");
        var documents = policies.stream().map(NamedPolicy::document).toList();
        return Evaluator.evaluate(request, new Policies(documents, null, null, null, false))
                .allowed();
    }

    @Property(tries = 300)
    void takingAwayAnUnnecessaryPartDeniesNothingAndANeededOneSomething(
            @ForAll("policies") List<NamedPolicy> policies, @ForAll("steps") List<Step> asked) {
        var steps = asked.stream().filter(step -> allowed(policies, step)).toList();
        var proof = Proof.of(ROLE, policies, steps);
        var statements = proof.statements().iterator();
        for (var policy = 0; policy < policies.size(); policy++) {
            var named = policies.get(policy);
            for (var number :
                    IntStream.range(0, named.document().statements().size()).toArray()) {
                var told = statements.next();
                for (var part : Part.of(policy, number, named)) {
                    var remaining = part.removedFrom(policies);
                    var all = steps.stream().allMatch(step -> allowed(remaining, step));
                    var unnecessary = told.unnecessary().contains(part) || !told.needed();
                    assertThat(all).as("%s without %s", told, part).isEqualTo(unnecessary);
                }
            }
        }
    }
}
