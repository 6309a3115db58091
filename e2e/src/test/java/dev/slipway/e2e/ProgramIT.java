package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The program starts without Maven as long as nothing changed, and what runs is always what stands there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramIT {
    private static final String MAIN = "src/main/java/dev/slipway/Main.java";
    // As a user has it, who shares no built programs with anybody.
    private static final Map<String, String> OWN = Map.of("SLIPWAY_PROGRAMS", "");

    private static final String CHANGED =
            """
            private Main() {}

                private static boolean checkChanged() {
                    throw new IllegalStateException("changed just now");
                }
            """;

    private final Checkout checkout = Checkout.withSimulatedTasks("program");
    private final String source = checkout.read(MAIN);

    @BeforeAll
    void start() {
        checkout.slipway("local", "start").ok();
    }

    @BeforeEach
    void asItWas() {
        checkout.write(MAIN, source);
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void aSourceThatChangedRunsAtOnceAndOneThatDidNotIsNotBuiltAgain() throws IOException {
        String unchanged = checkout.slipway(OWN, "preview", "local").ok();
        List<Path> built = programs();
        assertThat(built).hasSize(1);
        Path archive = built.get(0).resolve("program.jsa");
        assertThat(archive).as("made by the first run").exists();
        var made = Files.getLastModifiedTime(archive);

        assertThat(counts(checkout.slipway(OWN, "preview", "local").ok())).isEqualTo(counts(unchanged));
        assertThat(programs()).isEqualTo(built);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

        checkout.write(
                MAIN,
                source.replace("program.run(", "if (checkChanged()) program.run(")
                        .replace("private Main() {}", CHANGED));
        assertThat(checkout.slipway(OWN, "preview", "local").failed()).contains("changed just now");
        assertThat(programs()).as("the newest alone").hasSize(1).doesNotContainAnyElementsOf(built);
    }

    @Test
    void aSourceThatDoesNotCompileIsSaidByTheCompiler() {
        checkout.write(MAIN, source.replace("program.run(", "programme.run("));

        assertThat(checkout.slipway(OWN, "preview", "local").failed())
                .contains("COMPILATION ERROR", "Main.java:[", "cannot find symbol", "variable programme");
    }

    /** What {@code pulumi package add} asks of the folder that the README names. */
    @Test
    void theComponentsAreToldToProgramsInOtherLanguages() {
        String schema = checkout.shell(
                        """
                        PATH=$(. tools/launcher/say.sh; ROOT=$PWD
                          for part in prerequisites lock toolchain; do . tools/launcher/$part.sh; done
                          setup; printf %s "$PATH")
                        export PULUMI_HOME=$PWD/home PULUMI_BACKEND_URL=file://$PWD/home PULUMI_CONFIG_PASSPHRASE=
                        mkdir home
                        pulumi package get-schema .
                        """)
                .ok();

        assertThat(JsonParser.parseString(schema)
                        .getAsJsonObject()
                        .getAsJsonObject("resources")
                        .keySet())
                .containsExactlyInAnyOrder(
                        "slipway:index:ApprovalTopic",
                        "slipway:index:ArtifactStore",
                        "slipway:index:ContainerBuild",
                        "slipway:index:EcsDeployPipeline",
                        "slipway:index:GitSource",
                        "slipway:index:TrialCluster",
                        "slipway:index:TrialService");
    }

    private List<Path> programs() throws IOException {
        try (var folders = Files.list(checkout.root().resolve("target/start"))) {
            return folders.sorted().toList();
        }
    }

    /** The lines that say how many resources there are to create. */
    private static List<String> counts(String preview) {
        return preview.lines().filter(line -> line.contains(" to create")).toList();
    }
}
