package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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

    ProjectCachesTest(@TempDir Path state) throws StartFailure {
        super(state);
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

    @Test
    void aBuildThatRunsMeanwhileKeepsNothingForLaterOnes() throws Exception {
        try (var gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gate.setSoTimeout(60_000);
            create("running", LOCAL, COUNT, "test -z \"$GATE\" || curl -s $GATE || true");
            var build = start(
                    "running",
                    r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                            .name("GATE")
                            .value("http://127.0.0.1:" + gate.getLocalPort())
                            .build()));
            try (var waiting = gate.accept()) {
                assertThat(waiting.isConnected()).isTrue();
                codebuild.invalidateProjectCache(r -> r.projectName("running"));
            }
            assertThat(output(end(build))).containsExactly("1");
        }
        assertThat(List.of(count("running"), count("running"))).containsExactly("1", "2");
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
