package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every fault shows what AWS shows, and what is declared for it happens; and every statement of every role is needed. */
@Order(Integer.MAX_VALUE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalIT {
    private static final List<String> FAULTS = List.of(
            "failing-build",
            "test-failure",
            "registry-down",
            "throttling",
            "wrong-container-name",
            "unhealthy-container",
            "crash-loop",
            "approval-rejected",
            "denied-permission",
            "artifact-gone",
            "concurrent-pushes",
            "source-branch-missing");

    private final Checkout early = Checkout.create("rehearsal-early");
    private final Checkout late = Checkout.create("rehearsal-late");
    private final Checkout proof = Checkout.create("proof");
    private final List<Future<Map<String, String>>> rehearsals = new ArrayList<>();
    private final List<Future<String>> proofs = new ArrayList<>();
    // Rehearsals mostly wait for health checks, so that several get on beside each other even on few processors.
    private final ExecutorService besideEachOther = Executors.newFixedThreadPool(3);

    @BeforeAll
    void begin() {
        if (!Containers.engine().isEmpty()) {
            rehearsals.add(besideEachOther.submit(() -> rehearse(early, FAULTS.subList(0, 6))));
            rehearsals.add(besideEachOther.submit(() -> rehearse(late, FAULTS.subList(6, 12))));
            proofs.add(besideEachOther.submit(this::proveTwice));
        }
    }

    @AfterAll
    void close() throws IOException {
        besideEachOther.shutdownNow();
        early.close();
        late.close();
        proof.close();
    }

    /** The verdicts by the names of the faults. */
    private static Map<String, String> rehearse(Checkout checkout, List<String> faults) throws IOException {
        checkout.write("Pulumi.local-faults.yaml", stack(checkout));
        var words = new ArrayList<>(List.of("rehearse", "local-faults", "web", "--json", "faults.json"));
        faults.forEach(fault -> words.addAll(List.of("--fault", fault)));
        var told = checkout.slipway(words.toArray(String[]::new));

        var verdicts = verdicts(checkout.root().resolve("faults.json"));
        assertThat(verdicts.values()).as(told.all()).containsOnly("AS_DECLARED");
        assertThat(told.exit()).isZero();
        assertThat(checkout.state().resolve("rehearsals")).isEmptyDirectory();
        return verdicts;
    }

    /** One that asks before it deploys, and tries a failed build again. */
    private static String stack(Checkout checkout) {
        return checkout.read("Pulumi.local.yaml")
                .replace(
                        "slipway:defaults:\n    build:\n",
                        "slipway:approvals: {}\n\n  slipway:defaults:\n    build:\n      onFailure: RETRY\n")
                .replace("      executionMode: QUEUED\n", "      executionMode: QUEUED\n      approval: MANUAL\n")
                .replaceAll("(?s)    api:\n.*?8082\n", "");
    }

    private static Map<String, String> verdicts(Path file) throws IOException {
        var verdicts = new TreeMap<String, String>();
        for (JsonElement one : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
            var outcome = one.getAsJsonObject();
            verdicts.put(
                    outcome.get("rehearsal").getAsString(),
                    outcome.get("verdict").getAsString());
        }
        return verdicts;
    }

    @Test
    @NeedsTool(Tool.CONTAINER_ENGINE)
    void everyFaultGoesAsItIsDeclared() throws Exception {
        var verdicts = new TreeMap<String, String>();
        for (var rehearsal : rehearsals) {
            verdicts.putAll(rehearsal.get());
        }

        var expected = new TreeMap<>(Map.of("first-version", "AS_DECLARED"));
        FAULTS.forEach(fault -> expected.put(fault, "AS_DECLARED"));
        assertThat(verdicts).isEqualTo(expected);
    }

    @Test
    @NeedsTool(Tool.CONTAINER_ENGINE)
    void everyStatementOfStackLocalIsNeededAndNoneIsMissingThoughTheFirstProofIsKilled() throws Exception {
        for (var proved : proofs) {
            assertThat(proved.get()).contains("\nevery statement is needed, none is missing\n");
        }
        assertThat(proofs).hasSize(1);
    }

    /** Kills a proof in the middle, and goes on from there; the result is what the second run said. */
    private String proveTwice() throws Exception {
        var scratch = proof.state().resolve("rehearsals/prove-local");
        var killed = new Interrupted(proof, "prove", "local");
        killed.when(
                "a service has rolled back", () -> done(scratch).stream().anyMatch(one -> one.endsWith(" crash-loop")));
        var done = done(scratch);
        var port = Files.readString(scratch.resolve("port")).strip();

        var second = proof.slipway("prove", "local").ok();

        assertThat(done.stream().filter(one -> !one.endsWith(" first-version")))
                .as("what is done is not done again")
                .isNotEmpty()
                .noneMatch(one -> second.lines().anyMatch(line -> line.startsWith(one + ":")));
        assertThat(proof.state().resolve("rehearsals")).isEmptyDirectory();
        assertThat(proof.images(port)).isEmpty();
        return second;
    }

    private static List<String> done(Path scratch) throws IOException {
        var evidence = scratch.resolve("evidence.json");
        var done = new ArrayList<String>();
        if (Files.exists(evidence)) {
            JsonParser.parseString(Files.readString(evidence))
                    .getAsJsonObject()
                    .getAsJsonArray("done")
                    .forEach(one -> done.add(one.getAsString()));
        }
        return done;
    }

    @Test
    @NeedsTool(Tool.CONTAINER_ENGINE)
    void aKilledRehearsalIsSweptAway() throws Exception {
        var checkout = Checkout.create("swept");
        try {
            var killed = new Interrupted(checkout, "rehearse", "local", "web");
            killed.when("its tasks run", () -> !checkout.containers(scratch(checkout))
                    .isEmpty());
            var scratch = scratch(checkout);
            var cloud = ProcessHandle.of(Long.parseLong(
                            Files.readString(scratch.resolve("cloud.pid")).strip()))
                    .orElseThrow();
            var records = Files.copy(
                    scratch.resolve("cloud/ecs.json"),
                    Files.createDirectories(checkout.root().resolve("kept/cloud"))
                            .resolve("ecs.json"));
            assertThat(cloud.isAlive()).as("a cloud outlives who started it").isTrue();

            checkout.slipway("local", "reset", "--yes").ok();

            assertThat(cloud.isAlive()).isFalse();
            assertThat(checkout.state().resolve("rehearsals")).doesNotExist();
            assertThat(checkout.containers(records.resolve("../..").normalize()))
                    .isEmpty();
        } finally {
            checkout.close();
        }
    }

    /** The folder of the one rehearsal that is under way, or one that does not exist. */
    private static Path scratch(Checkout checkout) throws IOException {
        var all = checkout.state().resolve("rehearsals");
        if (!Files.isDirectory(all)) {
            return all;
        }
        try (var folders = Files.list(all)) {
            return folders.filter(Files::isDirectory).findFirst().orElse(all);
        }
    }

    @Test
    void theFaultsAreListedWithoutAnything() {
        assertThat(proof.slipway("rehearse", "--list").ok().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactlyElementsOf(FAULTS);
    }

    @Test
    void aStackOnAwsIsNotRehearsedThere() {
        assertThat(proof.slipway("rehearse", "prod", "web").failed())
                .isEqualTo(
                        "slipway: error: stack 'prod' lives on AWS, and rehearsals run on a local cloud: copy Pulumi.prod.yaml to"
                                + " Pulumi.local-prod.yaml with deploy.target TRIAL, and rehearse local-prod\n");
    }
}
