package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard build, run in bash with stubs for aws and docker. */
class BuildspecTest {
    private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String REPOSITORY = REGISTRY + "/team/web";
    private static final String IMAGE = REPOSITORY + ":0123456789ab";
    private static final String DEFINITIONS = "[{\"name\": \"web\", \"imageUri\": \"" + IMAGE + "\"}]";

    private static final String INFO = "docker [info]";
    private static final String TOKEN = "aws [ecr] [get-login-password] [--region] [eu-west-1]";
    private static final String LOGIN =
            "docker [login] [--username] [AWS] [--password-stdin] [" + REGISTRY + "] < token";
    private static final String ASK =
            "aws [ecr] [describe-images] [--region] [eu-west-1] [--repository-name] [team/web] [--image-ids] [imageTag=0123456789ab]";
    private static final String BUILD =
            "docker [buildx] [build] [--platform=linux/amd64] [--file] [Dockerfile] [--label]"
                    + " [org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567] [--tag] [" + IMAGE
                    + "] [.]";
    private static final String PUSH = "docker [push] [" + IMAGE + "]";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private BuildspecRun build() throws IOException {
        return new BuildspecRun(folder);
    }

    @Test
    void buildsPushesAndNamesTheImage() throws Exception {
        var ended = build().run();
        assertThat(ended.calls()).containsExactly(INFO, TOKEN, LOGIN, ASK, BUILD, PUSH);
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=0 post_build=0");
        assertThat(ended.imageDefinitions()).isEqualTo(DEFINITIONS);
    }

    @Test
    void movesTheTagsThatMove() throws Exception {
        var ended = build().set("MOVING_TAGS", "latest main").run();
        assertThat(ended.calls().subList(5, ended.calls().size()))
                .isEqualTo(List.of(
                        PUSH,
                        "docker [image] [inspect] [" + IMAGE + "]",
                        "docker [tag] [" + IMAGE + "] [" + REPOSITORY + ":latest]",
                        "docker [push] [" + REPOSITORY + ":latest]",
                        "docker [tag] [" + IMAGE + "] [" + REPOSITORY + ":main]",
                        "docker [push] [" + REPOSITORY + ":main]"));
        assertThat(ended.imageDefinitions()).isEqualTo(DEFINITIONS);
    }

    @Test
    void takesTheImageThatARerunFinds() throws Exception {
        var ended = build().answer("aws ecr describe-images", 0, "{}").run();
        assertThat(ended.calls()).containsExactly(INFO, TOKEN, LOGIN, ASK);
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=0 post_build=0");
        assertThat(ended.imageDefinitions()).isEqualTo(DEFINITIONS);
    }

    @Test
    void pullsTheImageOfARerunToMoveItsTags() throws Exception {
        var ended = build().set("MOVING_TAGS", "latest")
                .answer("aws ecr describe-images", 0, "{}")
                .answer("docker image inspect", 1, "")
                .run();
        assertThat(ended.calls().subList(4, ended.calls().size()))
                .isEqualTo(List.of(
                        "docker [image] [inspect] [" + IMAGE + "]",
                        "docker [pull] [" + IMAGE + "]",
                        "docker [tag] [" + IMAGE + "] [" + REPOSITORY + ":latest]",
                        "docker [push] [" + REPOSITORY + ":latest]"));
    }

    @Test
    void stopsWhenTheRepositoryCannotBeAsked() throws Exception {
        var ended = build().answer("aws ecr describe-images", 254, "An error occurred (AccessDeniedException)")
                .run();
        assertThat(ended.calls()).containsExactly(INFO, TOKEN, LOGIN, ASK);
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=1");
        assertThat(ended.failed()).isEqualTo(step("look_for_image"));
        assertThat(ended.output())
                .endsWith("An error occurred (AccessDeniedException)\nslipway: cannot ask for " + IMAGE
                        + ": see above\n");
        assertThat(ended.imageDefinitions()).isEmpty();
    }

    @Test
    void endsWithWhatDockerSaidWhenItDoesNotBuild() throws Exception {
        var ended = build().answer("docker buildx", 1, "tests failed").run();
        assertThat(ended.calls()).containsExactly(INFO, TOKEN, LOGIN, ASK, BUILD);
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=1");
        assertThat(ended.failed()).isEqualTo(step("build_image"));
        assertThat(ended.output()).isEqualTo("tests failed\n");
        assertThat(ended.imageDefinitions()).isEmpty();
    }

    @Test
    void saysWhatHelpsAgainstThePullLimitOnlyWhenItIsReached() throws Exception {
        var ended = build().answer("docker buildx", 1, "429: toomanyrequests").run();
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=1");
        assertThat(ended.output())
                .isEqualTo(
                        "429: toomanyrequests\nslipway: Docker Hub's pull limit is reached: set build.dockerHubSecret\n");
    }

    @Test
    void deploysNothingAfterAPushThatFailed() throws Exception {
        var ended = build().answer("docker push", 1, "denied").run();
        assertThat(ended.calls()).containsExactly(INFO, TOKEN, LOGIN, ASK, BUILD, PUSH, ASK);
        assertThat(ended.phases()).isEqualTo("pre_build=0 build=1");
        assertThat(ended.failed()).isEqualTo(step("push_image"));
        assertThat(ended.output()).isEqualTo("denied\nslipway: " + IMAGE + " was not pushed: see above\n");
        assertThat(ended.imageDefinitions()).isEmpty();
    }

    @Test
    void saysWhyThereIsNoPasswordAndNamesNoOtherCause() throws Exception {
        var ended = build().answer("aws ecr get-login-password", 255, "Read timeout on endpoint")
                .run();
        assertThat(ended.phases()).isEqualTo("pre_build=1");
        assertThat(ended.calls()).containsExactly(INFO, TOKEN);
        assertThat(ended.failed()).isEqualTo(step("log_in_to_ecr"));
        assertThat(ended.output())
                .isEqualTo(
                        "Read timeout on endpoint\nslipway: no password for %s: see above; where access was denied, the build role needs ecr:GetAuthorizationToken on *\n"
                                .formatted(REGISTRY));
    }

    @Test
    void saysThatTheLoginFailed() throws Exception {
        var ended = build().answer("docker login", 1, "connection refused").run();
        assertThat(ended.phases()).isEqualTo("pre_build=1");
        assertThat(ended.output())
                .isEqualTo("connection refused\nslipway: no login to %s: see above\n".formatted(REGISTRY));
    }

    @Test
    void saysThatTheLoginToDockerHubFailed() throws Exception {
        var ended = build().set("DOCKERHUB_USERNAME", "user")
                .set("DOCKERHUB_PASSWORD", "secret")
                .answer("docker login --username user", 1, "unauthorized")
                .run();
        assertThat(ended.failed()).isEqualTo(step("log_in_to_docker_hub"));
        assertThat(ended.output())
                .isEqualTo(
                        "unauthorized\nslipway: no login to Docker Hub: see above; it was tried with build.dockerHubSecret\n");
    }

    @Test
    void signsInToDockerHubWhenItCan() throws Exception {
        var ended = build().set("DOCKERHUB_USERNAME", "us er")
                .set("DOCKERHUB_PASSWORD", "p$w\"d *")
                .run();
        assertThat(ended.calls()).contains("docker [login] [--username] [us er] [--password-stdin] < p$w\"d *");
        assertThat(ended.calls()).hasSize(7);
        assertThat(ended.output()).doesNotContain("p$w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPOSITORY_URI",
                "CONTAINER_NAME",
                "DOCKERFILE",
                "BUILD_CONTEXT",
                "AWS_DEFAULT_REGION",
                "CODEBUILD_RESOLVED_SOURCE_VERSION"
            })
    void saysWhichVariableIsMissing(String name) throws Exception {
        var ended = build().unset(name).run();
        assertThat(ended.phases()).isEqualTo("pre_build=1");
        assertThat(ended.calls()).isEmpty();
        assertThat(ended.output())
                .isEqualTo("slipway: %s is not set; expected it from the CodeBuild project\n".formatted(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REPOSITORY_URI | team/web:latest | REPOSITORY_URI is 'team/web:latest'; expected REGISTRY/REPOSITORY without a tag",
                "CODEBUILD_RESOLVED_SOURCE_VERSION | arn:aws:s3:::b/k | the source version is 'arn:aws:s3:::b/k'; expected a Git commit: start this build from its pipeline",
                "DOCKERFILE | docker file | no file 'docker file' in the source; set build.dockerfile",
                "BUILD_CONTEXT | no where | no folder 'no where' in the source; set build.context",
                "DOCKERHUB_USERNAME | u | DOCKERHUB_PASSWORD is not set but DOCKERHUB_USERNAME is; expected both, from build.dockerHubSecret"
            })
    void saysWhatIsWrongWithAVariable(String name, String value, String message) throws Exception {
        var ended = build().set(name, value).run();
        assertThat(ended.phases()).isEqualTo("pre_build=1");
        assertThat(ended.calls()).isEmpty();
        assertThat(ended.output()).isEqualTo("slipway: %s\n".formatted(message));
    }

    @Test
    void saysAllThatIsWrongAtOnce() throws Exception {
        var ended = build().unset("CONTAINER_NAME")
                .set("REPOSITORY_URI", "web")
                .set("DOCKERFILE", "none")
                .run();
        assertThat(ended.output())
                .isEqualTo(
                        """
                        slipway: CONTAINER_NAME is not set; expected it from the CodeBuild project
                        slipway: REPOSITORY_URI is 'web'; expected REGISTRY/REPOSITORY without a tag
                        slipway: no file 'none' in the source; set build.dockerfile
                        """);
    }

    @Test
    void saysWhyDockerDoesNotWork() throws Exception {
        var ended = build().answer("docker info", 1, "Error: open netavark.lock: read-only file system")
                .run();
        assertThat(ended.phases()).isEqualTo("pre_build=1");
        assertThat(ended.failed()).isEqualTo(step("check_docker"));
        assertThat(ended.output())
                .isEqualTo(
                        "Error: open netavark.lock: read-only file system\nslipway: Docker does not work here: see above; expected a privileged project on an image that has Docker\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARG SOURCE_COMMIT", "  arg SOURCE_COMMIT=dev", "ARG BASE=x SOURCE_COMMIT=dev"})
    void tellsADockerfileThatAsksForItTheCommit(String line) throws Exception {
        var build = build();
        Files.writeString(folder.resolve("src/Dockerfile"), line + "\nFROM scratch\n");
        assertThat(build.run().calls())
                .contains(BUILD.replace(
                        " [--tag]", " [--build-arg] [SOURCE_COMMIT=0123456789abcdef0123456789abcdef01234567] [--tag]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ARG SOURCE_COMMIT", "ARG OTHER_SOURCE_COMMIT", "ARG VERSION=$SOURCE_COMMIT"})
    void tellsNoOtherDockerfileTheCommit(String line) throws Exception {
        var build = build();
        Files.writeString(folder.resolve("src/Dockerfile"), line + "\nFROM scratch\n");
        assertThat(build.run().calls()).contains(BUILD);
    }

    @Test
    void leavesTheCommitToWhoeverSetsItsArgument() throws Exception {
        var build = build().set("BUILD_ARG_SOURCE_COMMIT", "");
        Files.writeString(folder.resolve("src/Dockerfile"), "ARG SOURCE_COMMIT\nFROM scratch\n");
        assertThat(build.run().calls()).contains(BUILD.replace(" [--tag]", " [--build-arg] [SOURCE_COMMIT=] [--tag]"));
    }

    @Test
    void everyCommandAfterTheFirstIsOneLineThatNamesItsStep() throws Exception {
        var commands = BuildspecRun.buildspec().path("phases").findValues("commands").stream()
                .flatMap(phase -> StreamSupport.stream(phase.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        assertThat(commands.subList(1, commands.size()))
                .containsExactly(
                        step("check_settings"),
                        step("check_docker"),
                        "export IMAGE_TAG=\"${CODEBUILD_RESOLVED_SOURCE_VERSION:0:12}\"",
                        "export IMAGE_URI=\"$REPOSITORY_URI:$IMAGE_TAG\"",
                        step("log_in_to_ecr"),
                        step("log_in_to_docker_hub"),
                        step("look_for_image"),
                        step("build_image"),
                        step("push_image"),
                        step("move_tags"),
                        step("write_image_definitions"));
    }

    @Test
    void quotesWhatHasSpaces() throws Exception {
        Files.createDirectories(folder.resolve("src/my app"));
        Files.writeString(folder.resolve("src/my app/Docker file"), "FROM scratch\n");
        var ended = build().set("BUILD_CONTEXT", "my app")
                .set("DOCKERFILE", "my app/Docker file")
                .set("CONTAINER_NAME", "w\"e b")
                .run();
        assertThat(ended.calls())
                .contains(BUILD.replace("[Dockerfile]", "[my app/Docker file]").replace("[.]", "[my app]"));
        assertThat(ended.imageDefinitions()).isEqualTo("[{\"name\": \"w\\\"e b\", \"imageUri\": \"" + IMAGE + "\"}]");
    }

    @Test
    void givesArgumentsToTheDockerfile() throws Exception {
        var ended = build().set("BUILD_ARG_BASE", "alpine:3")
                .set("BUILD_ARG_GREETING", "a \"b\" $c = *")
                .set("BUILD_ARG_NOTHING", "")
                .run();
        assertThat(ended.calls())
                .contains(
                        BUILD.replace(
                                " [--tag]",
                                " [--build-arg] [BASE=alpine:3] [--build-arg] [GREETING=a \"b\" $c = *] [--build-arg] [NOTHING=] [--tag]"));
    }

    @Test
    void handsOverOneFileAndTwoVariables() throws Exception {
        var buildspec = BuildspecRun.buildspec();
        assertThat(buildspec.path("artifacts").toString()).isEqualTo("{\"files\":[\"imagedefinitions.json\"]}");
        assertThat(buildspec.path("env").toString())
                .isEqualTo("{\"shell\":\"bash\",\"exported-variables\":[\"IMAGE_TAG\",\"IMAGE_URI\"]}");
    }

    private static String step(String name) {
        return "bash \"$SLIPWAY_STEPS/run\" " + name;
    }
}
