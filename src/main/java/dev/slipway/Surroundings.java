package dev.slipway;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.codecommit.CodecommitFunctions;
import com.pulumi.aws.codecommit.inputs.GetRepositoryPlainArgs;
import com.pulumi.aws.inputs.GetCallerIdentityPlainArgs;
import com.pulumi.aws.inputs.GetPartitionPlainArgs;
import com.pulumi.aws.inputs.GetRegionPlainArgs;
import com.pulumi.aws.outputs.GetPartitionResult;
import com.pulumi.aws.outputs.GetRegionResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.blueprint.KeyArn;
import dev.slipway.cicd.AbsentTargetException;
import dev.slipway.cicd.EcsTarget;
import dev.slipway.config.ConfigException;
import dev.slipway.config.StackReading;
import dev.slipway.roles.BuildRole;
import dev.slipway.roles.Scope;
import dev.slipway.roles.StackKeyPolicy;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * What is there already where the stack lives, asked all at the same time and before any resource is declared, so that
 * everything that is missing is said at once, by its path in the configuration, and beside all that is wrong there.
 *
 * <p>Nothing here waits: the SDK runs a program in the common pool, one thread of which it keeps busy until the end. A
 * program that blocks another one never ends on a machine with three processors, whose pool has just these two.
 *
 * @param scope where the stack lives
 * @param taskRoleArns the roles of each existing ECS service, by the name of the service that is deployed to it
 */
record Surroundings(Scope scope, Map<String, List<String>> taskRoleArns) {
    private static final InvokeOptions OPTIONS = InvokeOptions.Empty;

    /**
     * Looks around. What is missing becomes a problem of the reading.
     *
     * @throws dev.slipway.config.ConfigException when the settings do not let anybody ask
     */
    static Output<Surroundings> lookUp(StackReading reading) {
        if (!reading.canAsk()) {
            reading.settings();
        }
        var answers = new ArrayList<CompletableFuture<Consumer<Result>>>();
        targets(reading, answers);
        repositories(reading, answers);
        var scope = Asked.of(whereItLives());
        return Output.of(scope.thenCombine(Asked.of(all(answers)), (where, told) -> where.failure()
                .map(failure -> nowhere(reading, failure))
                .orElseGet(() -> found(reading, where.orThrow(), told.orThrow()))));
    }

    /** The failures of all other questions say the same again. */
    private static Surroundings nowhere(StackReading reading, Throwable failure) {
        // So the engine ends questions to a provider that it could not set up.
        if (Status.fromThrowable(failure).getCode() == Status.Code.CANCELLED) {
            neverAsked(reading);
        } else {
            unanswered(reading, AbsentTargetException.reason(failure));
        }
        return new Surroundings(new Scope("", "", ""), Map.of());
    }

    /**
     * Notes that the engine has stopped before AWS was asked.
     *
     * @return all that is known to be wrong
     */
    static String neverAsked(StackReading reading) {
        unanswered(reading, "the provider aws says why");
        try {
            reading.settings();
        } catch (ConfigException known) {
            return String.valueOf(known.getMessage());
        }
        throw new IllegalStateException("got no problem, expected the one that was just added");
    }

    private static void unanswered(StackReading reading, String reason) {
        reading.add(
                "aws",
                "AWS could not be asked where this stack lives, so nothing else was looked up: correct the credentials, the Region or the endpoint (%s)"
                        .formatted(reason));
    }

    private static Surroundings found(StackReading reading, Scope scope, List<Consumer<Result>> answers) {
        reading.arns().stream()
                .flatMap(arn -> arn.problems(scope.partition(), scope.region()).stream())
                .forEach(problem -> reading.add(problem.path(), problem.message()));
        reading.builds().forEach(build -> fits(reading, scope, build));
        var result = new Result(reading, new LinkedHashMap<>());
        answers.forEach(answer -> answer.accept(result));
        return new Surroundings(scope, result.taskRoleArns());
    }

    /** How long the ARNs are in the policies of its role is known only here. */
    private static void fits(StackReading reading, Scope scope, StackReading.Build build) {
        var settings = build.settings();
        var secrets = new ArrayList<>(settings.secrets().values());
        Optional.ofNullable(settings.dockerHubSecret()).ifPresent(secrets::add);
        var role = new BuildRole(
                scope,
                build.project(),
                StackKeyPolicy.BUILD_LOGS + build.project(),
                build.repository(),
                reading.bucket(scope.account(), scope.region()).orElse(""),
                secrets,
                List.of(),
                settings.secretKeyArns().stream().map(KeyArn::value).toList(),
                !settings.movingTags().isEmpty(),
                settings.buildspec() != null);
        try {
            role.requireFitting();
        } catch (IllegalArgumentException e) {
            reading.add(build.service(), "build.secrets", String.valueOf(e.getMessage()));
        }
    }

    /** What came of a question. */
    private record Asked<T>(Optional<T> answer, Optional<Throwable> failure) {
        static <T> CompletableFuture<Asked<T>> of(CompletableFuture<T> question) {
            return question.handle(
                    (answer, failure) -> new Asked<>(Optional.ofNullable(answer), Optional.ofNullable(failure)));
        }

        T orThrow() {
            return answer.orElseThrow(() -> new CompletionException(failure.orElse(null)));
        }
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> questions) {
        CompletableFuture<List<T>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (var question : questions) {
            all = all.thenCombine(question, (answers, answer) -> {
                answers.add(answer);
                return answers;
            });
        }
        return all;
    }

    /** Where answers go. */
    private record Result(StackReading reading, Map<String, List<String>> taskRoleArns) {}

    private static CompletableFuture<Scope> whereItLives() {
        var partition = AwsFunctions.getPartitionPlain(GetPartitionPlainArgs.Empty, OPTIONS);
        var region = AwsFunctions.getRegionPlain(GetRegionPlainArgs.Empty, OPTIONS);
        var caller = AwsFunctions.getCallerIdentityPlain(GetCallerIdentityPlainArgs.Empty, OPTIONS);
        return partition
                .thenCombine(region, Located::new)
                .thenCombine(
                        caller,
                        (located, known) -> new Scope(
                                located.partition().partition(),
                                located.region().name(),
                                known.accountId()));
    }

    private record Located(GetPartitionResult partition, GetRegionResult region) {}

    private static void targets(StackReading reading, List<CompletableFuture<Consumer<Result>>> answers) {
        var clusters = new HashMap<String, CompletableFuture<String>>();
        for (var target : reading.targets()) {
            var asked = new EcsTarget(target.cluster(), target.target(), target.container());
            var cluster = clusters.computeIfAbsent(target.cluster(), unused -> asked.clusterArn(OPTIONS));
            answers.add(asked.taskRoleArns(cluster, OPTIONS)
                    .<Consumer<Result>>thenApply(
                            roles -> result -> result.taskRoleArns().put(target.service(), roles))
                    .exceptionally(failure -> absent(target.service(), failure)));
        }
    }

    private static Consumer<Result> absent(String service, Throwable failure) {
        var absent = AbsentTargetException.of(failure).orElseThrow(() -> new CompletionException(failure));
        return result ->
                result.reading().add(service, "deploy." + absent.argument(), String.valueOf(absent.getMessage()));
    }

    private static void repositories(StackReading reading, List<CompletableFuture<Consumer<Result>>> answers) {
        var asked = new HashMap<String, CompletableFuture<String>>();
        for (var adopted : reading.repositories()) {
            var name = adopted.repository();
            var found = asked.computeIfAbsent(name, Surroundings::repository);
            answers.add(found.thenApply(message -> result -> {
                if (!message.isEmpty()) {
                    result.reading().add(adopted.service(), "source.repositoryName", message);
                }
            }));
        }
    }

    /** What is wrong with a repository; nothing when it exists. */
    private static CompletableFuture<String> repository(String name) {
        return CodecommitFunctions.getRepositoryPlain(
                        GetRepositoryPlainArgs.builder().repositoryName(name).build(), OPTIONS)
                .handle((found, failure) -> failure == null
                        ? ""
                        : "got CodeCommit repository \"%s\", expected one that exists in this account and Region: correct the name, create it first, or set source.adopt to false (%s)"
                                .formatted(name, AbsentTargetException.reason(failure)));
    }
}
