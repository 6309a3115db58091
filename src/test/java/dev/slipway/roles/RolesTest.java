package dev.slipway.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.SecretReference;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RolesTest {
    /** What AWS can limit to no resource. */
    private static final Set<String> ONLY_ANY_RESOURCE =
            Set.of("ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition");

    @Provide
    Arbitrary<Scope> scopes() {
        return Combinators.combine(
                        Arbitraries.of("aws", "aws-cn", "aws-us-gov"),
                        Arbitraries.of("eu-west-1", "cn-north-1", "us-gov-west-1"),
                        Arbitraries.strings().numeric().ofLength(12))
                .as(Scope::new);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789-_")
                .ofMinLength(2)
                .ofMaxLength(30);
    }

    private static List<PolicyDocument> permissions(Scope scope, String name) {
        return List.of(
                build(scope, name).permissions(),
                pipeline(scope, name).permissions(),
                new EventRole(scope, name, name).permissions(),
                new TaskExecutionRole(scope, name, "/aws/ecs/" + name).permissions(),
                new ArtifactKeyUse(List.of(scope.arn("kms", "key/1"))).permissions());
    }

    private static List<PolicyDocument> trusts(Scope scope, String name) {
        return List.of(
                build(scope, name).trust(),
                pipeline(scope, name).trust(),
                new EventRole(scope, name, name).trust(),
                new TaskExecutionRole(scope, name, "/aws/ecs/" + name).trust(),
                new TaskRole(scope).trust());
    }

    private static BuildRole build(Scope scope, String name) {
        return new BuildRole(
                scope,
                name,
                "/aws/codebuild/" + name,
                name,
                name,
                List.of(new SecretReference("s")),
                List.of(scope.arn("ssm", "parameter/p")),
                List.of(scope.arn("kms", "key/2")),
                true,
                true);
    }

    private static PipelineRole pipeline(Scope scope, String name) {
        return new PipelineRole(
                scope,
                name,
                name,
                scope.arn("codecommit", name),
                name,
                name,
                name,
                List.of("arn:%s:iam::%s:role/r".formatted(scope.partition(), scope.account())),
                Optional.of(scope.arn("sns", name)));
    }

    /** The others name a fixed number of things: with the longest names of the longest Region their policies fit. */
    @Example
    void onlyTheRoleOfABuildCanHavePoliciesThatAreTooLong() {
        var scope = new Scope("aws-us-gov", "ap-southeast-1", "111122223333");
        var roles = "arn:aws-us-gov:iam::111122223333:role/" + "r".repeat(64);
        var pipeline = new PipelineRole(
                scope,
                "p".repeat(64),
                "p".repeat(64),
                scope.arn("codecommit", "r".repeat(100)),
                "b".repeat(63),
                "c".repeat(255),
                "s".repeat(255),
                List.of(roles + "1", roles + "2"),
                Optional.of(scope.arn("sns", "t".repeat(256))));
        var keys = new ArtifactKeyUse(
                List.of(scope.arn("kms", "key/" + new UUID(0, 0)), scope.arn("kms", "key/" + new UUID(0, 1))));
        assertThat(new InlinePolicies(List.of(pipeline.permissions(), keys.permissions())).size())
                .isBetween(2_000, InlinePolicies.MOST / 2);
    }

    @Property(tries = 100)
    void writesDocumentsThatCanBeRead(@ForAll("scopes") Scope scope, @ForAll("names") String name) {
        assertThat(Stream.concat(permissions(scope, name).stream(), trusts(scope, name).stream()))
                .allSatisfy(document -> assertThat(
                                PolicyDocument.parse(document.toJson()).toJson())
                        .isEqualTo(document.toJson()));
    }

    @Property(tries = 100)
    void allowsAnyResourceOnlyWhereAwsKnowsNone(@ForAll("scopes") Scope scope, @ForAll("names") String name) {
        for (var document : permissions(scope, name)) {
            for (var statement : document.statements()) {
                if (statement.resources().contains("*")) {
                    assertThat(ONLY_ANY_RESOURCE).containsAll(statement.actions());
                }
                assertThat(statement.actions()).noneMatch(action -> action.endsWith(":*"));
            }
        }
    }

    @Property(tries = 100)
    void staysInThePartition(@ForAll("scopes") Scope scope, @ForAll("names") String name) {
        var arns = permissions(scope, name).stream()
                .flatMap(document -> document.statements().stream())
                .flatMap(statement -> statement.resources().stream())
                .filter(resource -> !resource.equals("*"));
        assertThat(arns).allMatch(arn -> arn.startsWith("arn:" + scope.partition() + ":"));
    }

    @Property(tries = 100)
    void trustsOneServiceForOneSourceOfThisAccount(@ForAll("scopes") Scope scope, @ForAll("names") String name) {
        assertThat(trusts(scope, name)).allSatisfy(document -> assertThat(document.statements())
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.principals()).hasSize(1);
                    assertThat(conditionKeys(statement)).isEqualTo(Set.of("aws:SourceAccount", "aws:SourceArn"));
                }));
    }

    @Property(tries = 100)
    void passesRolesOnlyToEcs(@ForAll("scopes") Scope scope, @ForAll("names") String name) {
        var passing = pipeline(scope, name).permissions().statements().stream()
                .filter(statement -> statement.actions().contains("iam:PassRole"))
                .toList();
        assertThat(passing).singleElement().satisfies(statement -> {
            assertThat(statement.resources()).noneMatch(resource -> resource.contains("*"));
            assertThat(statement.conditionsOn("iam:PassedToService"))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.values())
                            .containsExactly("ecs.amazonaws.com", "ecs-tasks.amazonaws.com"));
        });
    }

    private static Set<String> conditionKeys(Statement statement) {
        return statement.conditions().stream().map(condition -> condition.key()).collect(Collectors.toSet());
    }
}
