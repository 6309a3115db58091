package dev.slipway.local.cloud.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.events.EventTransactions;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.Upstream;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real git against the Git part of the port, with the judge and the bus behind their seams. */
class GitHttpTest {
    private static final Credential SESSION = new Credential(
            "ASIA1", "s3cret", "to/ken==", Instant.MAX, "arn:aws:sts::000000000000:assumed-role/dev/ada");

    private final List<EventBus.Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<AccessRequest> asked = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final Store store;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Git git;
    private AccessControl access = (caller, request) -> {};
    private CodeCommit codecommit;

    private record Recording(Store store, List<EventBus.Event> events) implements EventTransactions {
        @Override
        public <T> T write(BiFunction<Transaction, EventBus, T> work) {
            return store.write(transaction -> work.apply(transaction, events::add));
        }
    }

    GitHttpTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        store = Store.open(folder.resolve("journal"));
        git = new Git(Files.createDirectories(folder.resolve("work")));
        codecommit = codecommit();
    }

    private CodeCommit codecommit() {
        return new CodeCommit(
                store,
                folder.resolve("repositories"),
                "http://127.0.0.1:1",
                new MinistackClients(mock(Upstream.class)),
                new Recording(store, events),
                Clock.systemUTC());
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(codecommit.git(
                id -> List.of(Credential.ROOT, SESSION).stream()
                        .filter(key -> key.accessKeyId().equals(id))
                        .findFirst(),
                (caller, request) -> {
                    asked.add(request);
                    access.require(caller, request);
                }));
        server.start();
        repository("app", "us-east-1");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        store.close();
    }

    private void repository(String name, String region) {
        var row = Json.object()
                .put("repositoryId", "id-of-" + name)
                .put("repositoryName", name)
                .put("Arn", "arn:aws:codecommit:%s:000000000000:%s".formatted(region, name));
        new GitFolders(folder.resolve("repositories")).create("id-of-" + name);
        store.write(transaction -> {
            transaction.put("codecommit.repositories", RepositoryTable.key(region, name), row);
            return row;
        });
    }

    private String url(String user, String repository) {
        return "http://%s@127.0.0.1:%d/v1/repos/%s".formatted(user, connector.getLocalPort(), repository);
    }

    private Git cloned(String name) throws Exception {
        git.run("clone", "--quiet", url("test:test", "app"), name);
        return new Git(folder.resolve("work").resolve(name));
    }

    private static ObjectNode detail(String event, String type, String name, String after, String before) {
        var detail = Json.object()
                .put("event", event)
                .put("repositoryName", "app")
                .put("repositoryId", "id-of-app")
                .put("referenceType", type)
                .put("referenceName", name)
                .put("referenceFullName", (type.equals("tag") ? "refs/tags/" : "refs/heads/") + name);
        if (!after.isEmpty()) {
            detail.put("commitId", after);
        }
        if (!before.isEmpty()) {
            detail.put("oldCommitId", before);
        }
        return detail;
    }

    private List<ObjectNode> details() {
        var details = events.stream().map(EventBus.Event::detail).toList();
        events.clear();
        return details;
    }

    @Test
    void tellsEachChangeOfBranchesAndTags() throws Exception {
        var work = cloned("one");
        work.run("checkout", "--quiet", "-b", "trunk");
        var first = work.commit("a", "1");
        work.run("push", "origin", "trunk");
        assertThat(events)
                .containsExactly(new EventBus.Event(
                        "us-east-1",
                        "aws.codecommit",
                        "CodeCommit Repository State Change",
                        List.of("arn:aws:codecommit:us-east-1:000000000000:app"),
                        detail("referenceCreated", "branch", "trunk", first, ""),
                        events.get(0).time()));
        details();

        var second = work.commit("a", "2");
        work.run("push", "origin", "trunk");
        assertThat(details()).containsExactly(detail("referenceUpdated", "branch", "trunk", second, first));

        work.run("reset", "--quiet", "--hard", first);
        var forced = work.commit("a", "3");
        assertThat(work.attempt("push", "origin", "trunk").exitCode()).isEqualTo(1);
        assertThat(details()).isEmpty();
        work.run("push", "--force", "origin", "trunk");
        assertThat(details()).containsExactly(detail("referenceUpdated", "branch", "trunk", forced, second));

        work.run("tag", "light");
        work.run("tag", "-a", "v1", "-m", "version 1");
        work.run("push", "origin", "--tags", "trunk:refs/heads/feature/x");
        assertThat(details())
                .containsExactly(
                        detail("referenceCreated", "branch", "feature/x", forced, ""),
                        detail("referenceCreated", "tag", "light", forced, ""),
                        detail("referenceCreated", "tag", "v1", forced, ""));

        work.run("push", "origin", "--delete", "feature/x", "v1");
        assertThat(details())
                .containsExactly(
                        detail("referenceDeleted", "branch", "feature/x", "", forced),
                        detail("referenceDeleted", "tag", "v1", "", forced));

        assertThat(work.attempt("push", "origin", "--delete", "trunk").refusal())
                .containsExactly("! [remote rejected] trunk (the default branch cannot be deleted)");
        assertThat(details()).isEmpty();
    }

    @Test
    void clonesWholeAndShallow() throws Exception {
        var work = cloned("source");
        work.commit("a", "1");
        var head = work.commit("a", "2");
        work.run("push", "origin", "HEAD:refs/heads/main");
        assertThat(cloned("whole").run("log", "--format=%s%d"))
                .isEqualTo("change a (HEAD -> main, origin/main, origin/HEAD)\nchange a");
        git.run("clone", "--quiet", "--depth", "1", url("test:test", "app"), "shallow");
        var shallow = new Git(folder.resolve("work/shallow"));
        assertThat(shallow.run("rev-list", "HEAD")).isEqualTo(head);
        var next = work.commit("a", "3");
        work.run("push", "origin", "HEAD:refs/heads/main");
        shallow.run("pull", "--quiet");
        assertThat(shallow.run("rev-parse", "HEAD")).isEqualTo(next);
    }

    @Test
    void acceptsKeysWithTheirTokenAndRefusesAllElse() throws Exception {
        git.run("ls-remote", url("ASIA1%25to%2Fken%3D%3D:s3cret", "app"));
        for (var user : List.of("test:wrong", "nobody:test", "ASIA1:s3cret", "ASIA1%25other:s3cret", "test:")) {
            var said = git.attempt("ls-remote", url(user, "app"));
            assertThat(said.exitCode()).as(user).isEqualTo(128);
            assertThat(said.refusal())
                    .as(user)
                    .startsWith("remote: CodeCommit does not accept this user name and password")
                    .hasSize(2);
        }
        var plain = "http://127.0.0.1:%d/v1/repos/app".formatted(connector.getLocalPort());
        assertThat(git.attempt("ls-remote", plain).refusal())
                .containsExactly("fatal: could not read Username for 'http://127.0.0.1:%d': terminal prompts disabled"
                        .formatted(connector.getLocalPort()));
        assertThat(git.attempt("ls-remote", url("test:test", "none")).refusal())
                .containsExactly(
                        "remote: repository none not found",
                        "fatal: repository '%s/' not found"
                                .formatted(url("test:test", "none").replace("test:test@", "")));
        assertThat(asked)
                .containsOnly(AccessRequest.of(
                        "us-east-1", "codecommit:GitPull", "arn:aws:codecommit:us-east-1:000000000000:app"));
    }

    @Test
    void judgesAPushByItsReferences() throws Exception {
        var work = cloned("judged");
        var first = work.commit("a", "1");
        access = (caller, request) -> {
            if (request.context()
                    .getOrDefault("codecommit:References", List.of())
                    .contains("refs/heads/main")) {
                throw new AccessDenied("User: x is not authorized to perform: codecommit:GitPush");
            }
        };
        asked.clear();
        var refused = work.attempt("push", "origin", "HEAD:refs/heads/main", "HEAD:refs/heads/dev");
        assertThat(refused.output().lines().map(String::strip).filter(line -> line.contains("rejected")))
                .containsExactly(
                        "! [remote rejected] HEAD -> main (not authorized)",
                        "! [remote rejected] HEAD -> dev (not authorized)");
        assertThat(refused.output()).contains("User: x is not authorized to perform: codecommit:GitPush");
        var arn = List.of("arn:aws:codecommit:us-east-1:000000000000:app");
        assertThat(asked)
                .containsExactly(
                        new AccessRequest("us-east-1", "codecommit:GitPush", arn, Map.of()),
                        new AccessRequest("us-east-1", "codecommit:GitPush", arn, Map.of()),
                        new AccessRequest(
                                "us-east-1",
                                "codecommit:GitPush",
                                arn,
                                Map.of("codecommit:References", List.of("refs/heads/main", "refs/heads/dev"))));
        assertThat(details()).isEmpty();
        work.run("push", "origin", "HEAD:refs/heads/dev");
        assertThat(details()).containsExactly(detail("referenceCreated", "branch", "dev", first, ""));

        access = (caller, request) -> {
            throw new AccessDenied("User: x is not authorized to perform: " + request.action());
        };
        assertThat(work.attempt("fetch").refusal().get(0))
                .isEqualTo("remote: User: x is not authorized to perform: codecommit:GitPull");
        assertThat(work.attempt("push", "origin", "HEAD:refs/heads/dev2")
                        .refusal()
                        .get(0))
                .isEqualTo("remote: User: x is not authorized to perform: codecommit:GitPush");
    }

    @Test
    void takesOneOfTwoPushesToTheSameBranchAndTellsItOnce() throws Exception {
        var base = cloned("base");
        var start = base.commit("a", "0");
        base.run("push", "origin", "HEAD:refs/heads/main");
        details();
        var pushes = new ArrayList<Callable<Optional<String>>>();
        for (int i = 0; i < 4; i++) {
            var work = cloned("racer" + i);
            var commit = work.commit("a", "racer " + i);
            pushes.add(
                    () -> work.attempt("push", "origin", "HEAD:refs/heads/main").exitCode() == 0
                            ? Optional.of(commit)
                            : Optional.empty());
        }
        var threads = Executors.newFixedThreadPool(4);
        var won = new ArrayList<String>();
        for (var push : threads.invokeAll(pushes, 60, TimeUnit.SECONDS)) {
            push.get().ifPresent(won::add);
        }
        threads.shutdown();
        assertThat(won).hasSize(1);
        assertThat(details()).containsExactly(detail("referenceUpdated", "branch", "main", won.get(0), start));
    }

    @Test
    void tellsAtTheNextStartWhatAKillLeftUntold() throws Exception {
        var work = cloned("killed");
        var first = work.commit("a", "1");
        work.run("push", "origin", "HEAD:refs/heads/main");
        details();
        try (var repository = new GitFolders(folder.resolve("repositories")).open("id-of-app")) {
            var update = repository.updateRef("refs/heads/untold");
            update.setNewObjectId(ObjectId.fromString(first));
            update.update();
        }
        codecommit = codecommit();
        assertThat(details()).containsExactly(detail("referenceCreated", "branch", "untold", first, ""));
        codecommit = codecommit();
        assertThat(details()).isEmpty();
    }
}
