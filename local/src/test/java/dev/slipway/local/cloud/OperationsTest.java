package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.access.ServiceSessions;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codebuild.BuildCloud;
import dev.slipway.local.cloud.codebuild.Builds;
import dev.slipway.local.cloud.codebuild.CodeBuild;
import dev.slipway.local.cloud.codebuild.execution.EngineSettings;
import dev.slipway.local.cloud.codecommit.Archives;
import dev.slipway.local.cloud.codecommit.CodeCommit;
import dev.slipway.local.cloud.codedeploy.CodeDeploy;
import dev.slipway.local.cloud.codepipeline.CodePipeline;
import dev.slipway.local.cloud.codepipeline.execution.machine.Machine;
import dev.slipway.local.cloud.connections.Connections;
import dev.slipway.local.cloud.ecr.Ecr;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.events.EventTransactions;
import dev.slipway.local.cloud.logs.Logs;
import dev.slipway.local.cloud.ministack.Ministack;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.model.OperationModel;
import dev.slipway.local.cloud.notifications.Notifications;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds all operations that services of ours have to AWS's models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {
    private static final Path PAGE = Path.of("../docs/local-cloud.md");
    private static final String BEGIN = "<!-- operations:begin (generated, do not edit) -->\n";
    private static final String END = "<!-- operations:end -->\n";
    /** What AWS's services answer without declaring it. */
    private static final Set<String> COMMON = Set.of("ValidationException");

    private final Store store;
    private final Ministack ministack;
    private final MinistackClients clients;
    private final Builds builds;
    private final Ecr ecr;
    private final List<Service> services;

    OperationsTest(@TempDir Path folder) throws Exception {
        var python = PythonEnvironment.inspect(CloudProcess.python());
        store = Store.open(Files.createDirectories(folder.resolve("journal")));
        ministack = Ministack.start(python, Files.createDirectories(folder.resolve("ministack")), 1);
        ministack.awaitReady();
        clients = new MinistackClients(ministack);
        var repositories = Files.createDirectories(folder.resolve("repositories"));
        var onBehalf = new OnBehalf(
                (caller, request) -> {},
                mock(ServiceSessions.class),
                new CloudClients(URI.create("http://127.0.0.1:1")));
        builds = Builds.open(
                store,
                new BuildCloud(onBehalf, event -> {}),
                new EngineSettings(
                        folder.resolve("builds"), URI.create("http://127.0.0.1:1"), List.of(), 1, 1, null, null, null),
                Clock.systemUTC());
        ecr = new Ecr(
                store,
                folder.resolve("images"),
                "127.0.0.1:1",
                key -> Optional.empty(),
                event -> {},
                Clock.systemUTC());
        services = new CodeServices(
                        python.botocoreData(),
                        store,
                        new CodeCommit(
                                store,
                                repositories,
                                "http://127.0.0.1:1",
                                clients,
                                new WithoutEvents(store),
                                Clock.systemUTC()),
                        "http://127.0.0.1:1",
                        clients,
                        ecr,
                        new CompletableFuture<>(),
                        onBehalf,
                        event -> {},
                        builds,
                        CodePipeline.open(
                                store,
                                new Archives(store, repositories),
                                builds,
                                onBehalf,
                                event -> {},
                                Clock.systemUTC()),
                        Logs.open(store, folder.resolve("logs"), Clock.systemUTC()),
                        Clock.systemUTC())
                .load();
    }

    private record WithoutEvents(Store store) implements EventTransactions {
        @Override
        public <T> T write(BiFunction<Transaction, EventBus, T> work) {
            return store.write(transaction -> work.apply(transaction, event -> {}));
        }
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        builds.close();
        ecr.close();
        clients.close();
        ministack.close();
        store.close();
    }

    private Service service(String name) {
        return services.stream()
                .filter(service -> service.model().service().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void haveModels() {
        assertThat(services).allSatisfy(service -> assertThat(service.operationNames())
                .isNotEmpty()
                .isSubsetOf(service.model().operations().keySet()));
    }

    static Stream<Arguments> codeOfServices() {
        return Stream.of(
                Arguments.of("codebuild", CodeBuild.class),
                Arguments.of("codecommit", CodeCommit.class),
                Arguments.of("codeconnections", Connections.class),
                Arguments.of("codedeploy", CodeDeploy.class),
                Arguments.of("codepipeline", CodePipeline.class),
                Arguments.of("codepipeline", Machine.class),
                Arguments.of("codestar-connections", Connections.class),
                Arguments.of("ecr", Ecr.class),
                Arguments.of("logs", Logs.class),
                Arguments.of("codestar-notifications", Notifications.class));
    }

    @ParameterizedTest
    @MethodSource("codeOfServices")
    void nameOnlyErrorsThatTheirModelDeclares(String name, Class<?> code) throws IOException, URISyntaxException {
        var service = service(name);
        var declared = service.operationNames().stream()
                .flatMap(operation -> service.model().operation(operation).stream())
                .map(OperationModel::errors)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        declared.addAll(COMMON);
        var thrown = StringConstants.inPackageOf(code).stream()
                .filter(text -> text.matches("[A-Z][A-Za-z0-9]+Exception"))
                .toList();
        assertThat(thrown).isNotEmpty().isSubsetOf(declared);
    }

    @ParameterizedTest
    @MethodSource("codeOfServices")
    void neverFailInsideOnWhatTheModelAllows(String name, Class<?> code) {
        var service = service(name);
        var dispatcher = new Dispatcher(service, (prefix, action, input, caller) -> Optional.empty());
        var failures = new TreeMap<String, String>();
        for (var operation : service.operationNames()) {
            var input = service.model().operation(operation).orElseThrow().input();
            var bodies = new TreeSet<String>(Set.of("{}"));
            if (input != null) {
                bodies.add(new Specimen(service.model(), false).of(input).toString());
                bodies.add(new Specimen(service.model(), true).of(input).toString());
            }
            for (var body : bodies) {
                var answer = dispatcher.answer(
                        operation,
                        body.getBytes(StandardCharsets.UTF_8),
                        JsonNodeFactory.instance.objectNode(),
                        new Verified(Credential.ROOT, "us-east-1"));
                if (answer.status() >= 500) {
                    failures.put(operation + " " + body, answer.body());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private String table() {
        var table = new StringBuilder("| service | operations | of the model's |\n| --- | --- | --- |\n");
        for (var service : services) {
            table.append("| `%s` | %s | %d of %d |%n"
                    .formatted(
                            service.model().service(),
                            service.operationNames().stream().sorted().collect(Collectors.joining(", ")),
                            service.operationNames().size(),
                            service.model().operations().size()));
        }
        return table.toString();
    }

    @Test
    void standInTheGuide() throws IOException {
        var page = Files.readString(PAGE);
        var current = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + table() + "\n"
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("slipway.write")) {
            Files.writeString(PAGE, current);
        }
        assertThat(Files.readString(PAGE))
                .as("write it anew with mvn -f local/pom.xml -Dtest=OperationsTest -Dslipway.write=true test")
                .isEqualTo(current);
    }
}
