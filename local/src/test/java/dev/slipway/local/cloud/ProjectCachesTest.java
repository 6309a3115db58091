package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a project keeps from one build to the next, until its caches are invalidated. */
class ProjectCachesTest extends CloudBuildTest {
    private static final String COUNT = "mkdir -p kept; echo build >> kept/builds; wc -l < kept/builds";
    private static final String PATHS = "cache:\n  paths: [kept]\n";
    private static final ProjectCache LOCAL = ProjectCache.builder()
            .type(CacheType.LOCAL)
            .modes(CacheMode.LOCAL_CUSTOM_CACHE)
            .build();
    private static final ProjectCache S3 =
            ProjectCache.builder().type(CacheType.S3).location("outputs/cache").build();

    private final Path state;

    ProjectCachesTest(@TempDir Path state) throws StartFailure {
        super(state);
        this.state = state;
    }

    private void create(String name, ProjectCache cache, String... commands) {
        codebuild.createProject(
                project(name, commands(commands) + PATHS).cache(cache).build());
    }

    /** How many builds the cache knows, with the one that this runs. */
    private String count(String project) throws InterruptedException {
        return String.join(" ", output(end(start(project))));
    }

    static Stream<Arguments> caches() {
        return Stream.of(Arguments.of("local", LOCAL), Arguments.of("s3", S3));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void anInvalidCacheIsNotUsedAndThoseOfOtherProjectsAre(String name, ProjectCache cache) throws Exception {
        create(name + "-one", cache, COUNT);
        create(name + "-two", cache, COUNT);
        assertThat(List.of(count(name + "-one"), count(name + "-one"), count(name + "-two")))
                .containsExactly("1", "2", "1");

        codebuild.invalidateProjectCache(r -> r.projectName(name + "-one"));

        assertThat(List.of(count(name + "-one"), count(name + "-one"), count(name + "-two")))
                .containsExactly("1", "2", "2");
    }

    @Test
    void anArchiveInS3GetsAnotherKey() throws Exception {
        create(
                "keyed",
                ProjectCache.builder()
                        .type(CacheType.S3)
                        .location("outputs/keyed")
                        .build(),
                COUNT);
        count("keyed");
        codebuild.invalidateProjectCache(r -> r.projectName("keyed"));
        count("keyed");

        assertThat(s3.listObjectsV2(r -> r.bucket("outputs").prefix("keyed/")).contents())
                .extracting(S3Object::key)
                .containsExactlyInAnyOrder("keyed/keyed.tar.gz", "keyed/1/keyed.tar.gz");
    }

    /** A build has a network of its own, so the two meet in its folder for temporary files. */
    @Test
    void aBuildThatRunsMeanwhileKeepsNothingForLaterOnes() throws Exception {
        create(
                "running",
                LOCAL,
                COUNT,
                "test -z \"$GATE\" || { touch /tmp/here; until test -e /tmp/go; do sleep 0.05; done; }");
        var build = start(
                "running",
                r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                        .name("GATE")
                        .value("closed")
                        .build()));
        var here = reached(build.id().substring(build.id().indexOf(':') + 1));

        codebuild.invalidateProjectCache(r -> r.projectName("running"));

        Files.createFile(here.resolveSibling("go"));
        assertThat(output(end(build))).containsExactly("1");
        assertThat(List.of(count("running"), count("running"))).containsExactly("1", "2");
    }

    /** The file that a build makes when it has come so far. */
    private Path reached(String uuid) throws IOException, InterruptedException {
        var end = Instant.now().plusSeconds(60);
        while (true) {
            try (var files = Files.find(
                    state,
                    10,
                    (file, attributes) ->
                            file.endsWith("tmp/here") && file.toString().contains(uuid))) {
                var found = files.findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (UncheckedIOException gone) {
                // Other builds end meanwhile, and their folders with them.
                assertThat(gone.getCause()).isInstanceOf(NoSuchFileException.class);
            }
            assertThat(Instant.now()).as("build %s has not come so far", uuid).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void aProjectThatIsMadeAnewFindsNothingOfTheOld() throws Exception {
        create("anew", LOCAL, COUNT);
        assertThat(List.of(count("anew"), count("anew"))).containsExactly("1", "2");
        codebuild.deleteProject(r -> r.name("anew"));
        create("anew", LOCAL, COUNT);
        assertThat(count("anew")).isEqualTo("1");
    }

    @Test
    void aProjectThatIsNotThereHasNoCache() {
        assertThat(refusal(() -> codebuild.invalidateProjectCache(r -> r.projectName("none"))))
                .isEqualTo(
                        "ResourceNotFoundException: Project cannot be found: arn:aws:codebuild:us-east-1:000000000000:project/none");
    }
}
