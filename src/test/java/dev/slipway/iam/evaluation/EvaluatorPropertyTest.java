package dev.slipway.iam.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.Effect;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.RandomPolicies;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.evaluation.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EvaluatorPropertyTest {
    private static final Caller CARLOS = Caller.user("arn:aws:iam::111111111111:user/alice");
    private static final Caller BUILD = Caller.session("arn:aws:iam::000000000000:role/app", "s");

    private static Request request(Random random) {
        Request request = Request.of(
                        random.nextBoolean() ? CARLOS : BUILD,
                        RandomPolicies.one(random, RandomPolicies.ACTIONS),
                        RandomPolicies.one(random, RandomPolicies.RESOURCES))
                .with("aws:SourceIp", "10.1.2.3")
                .with("s3:max-keys", "10");
        return random.nextInt(4) == 0 ? request.withOpenContext() : request;
    }

    private static PolicyDocument with(PolicyDocument document, Statement statement, Effect effect) {
        List<Statement> statements = new ArrayList<>(document.statements());
        statements.add(new Statement(
                statement.sid(),
                effect,
                List.of(),
                List.of(),
                statement.actions(),
                statement.notActions(),
                statement.resources(),
                statement.notResources(),
                statement.conditions()));
        return new PolicyDocument(document.version(), document.id(), statements, true);
    }

    @Property(tries = 1000)
    void oneMoreDenyNeverAllows(@ForAll long seed) {
        Random random = new Random(seed);
        PolicyDocument document = RandomPolicies.document(random);
        Request request = request(random);
        Outcome before =
                Evaluator.evaluate(request, Policies.ofIdentity(document)).outcome();
        Outcome after = Evaluator.evaluate(
                        request, Policies.ofIdentity(with(document, RandomPolicies.statement(random), Effect.DENY)))
                .outcome();

        assertThat(freedom(after)).isLessThanOrEqualTo(freedom(before));
    }

    @Property(tries = 1000)
    void oneMoreAllowNeverDenies(@ForAll long seed) {
        Random random = new Random(seed);
        PolicyDocument document = RandomPolicies.document(random);
        Request request = request(random);
        Outcome before =
                Evaluator.evaluate(request, Policies.ofIdentity(document)).outcome();
        Outcome after = Evaluator.evaluate(
                        request, Policies.ofIdentity(with(document, RandomPolicies.statement(random), Effect.ALLOW)))
                .outcome();

        assertThat(freedom(after)).isGreaterThanOrEqualTo(freedom(before));
    }

    @Property(tries = 1000)
    void aBoundaryOrSessionPolicyNeverAllowsMore(@ForAll long seed) {
        Random random = new Random(seed);
        Policies identity = Policies.ofIdentity(RandomPolicies.document(random));
        PolicyDocument limit = RandomPolicies.document(random);
        Request request = request(random);
        int before = freedom(Evaluator.evaluate(request, identity).outcome());

        assertThat(freedom(Evaluator.evaluate(request, identity.withBoundary(limit))
                        .outcome()))
                .isLessThanOrEqualTo(before);
        assertThat(freedom(
                        Evaluator.evaluate(request, identity.withSession(limit)).outcome()))
                .isLessThanOrEqualTo(before);
    }

    @Property(tries = 1000)
    void knowingMoreNeverTurnsASureAnswerRound(@ForAll long seed) {
        Random random = new Random(seed);
        String printed = RandomPolicies.document(random).toJson();
        Request request = request(random);
        Outcome open = Evaluator.evaluate(request, Policies.ofIdentity(PolicyDocument.parse(printed)))
                .outcome();
        for (String value : List.of("bucket", "other", "*", "")) {
            String filled = printed.replace(Unknown.MARKER, value);
            Outcome known = Evaluator.evaluate(request, Policies.ofIdentity(PolicyDocument.parse(filled)))
                    .outcome();
            if (open != Outcome.UNDECIDED) {
                assertThat(freedom(known)).as(filled).isEqualTo(freedom(open));
            }
        }
    }

    @Property(tries = 1000)
    void saysWhy(@ForAll long seed) {
        Random random = new Random(seed);
        Decision decision = Evaluator.evaluate(request(random), Policies.ofIdentity(RandomPolicies.document(random)));

        switch (decision.outcome()) {
            case ALLOWED ->
                assertThat(decision.matched())
                        .anyMatch(m -> m.certain() && m.statement().isAllow());
            case EXPLICIT_DENY ->
                assertThat(decision.matched())
                        .isNotEmpty()
                        .allMatch(m -> m.certain() && !m.statement().isAllow());
            case IMPLICIT_DENY ->
                assertThat(decision.nearMisses())
                        .allMatch(miss -> !miss.mismatches().isEmpty());
            case UNDECIDED ->
                assertThat(decision.reason()).isEqualTo("the answer depends on values that are not known");
        }
    }

    private static int freedom(Outcome outcome) {
        return switch (outcome) {
            case ALLOWED -> 2;
            case UNDECIDED -> 1;
            case IMPLICIT_DENY, EXPLICIT_DENY -> 0;
        };
    }
}
