package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.PipelineWorld.ARTIFACTS;
import static dev.slipway.local.cloud.PipelineWorld.SITE;
import static dev.slipway.local.cloud.PipelineWorld.SOURCE;
import static dev.slipway.local.cloud.PipelineWorld.deploy;
import static dev.slipway.local.cloud.PipelineWorld.enough;
import static dev.slipway.local.cloud.PipelineWorld.source;
import static dev.slipway.local.cloud.PipelineWorld.stage;
import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** What may be declared although it cannot run here, or not yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineDeclarationsTest {
    private final PipelineWorld world;

    PipelineDeclarationsTest(@TempDir Path state) throws StartFailure {
        world = new PipelineWorld(state);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static ActionDeclaration object(String key) {
        return source("S3", Map.of("S3Bucket", SOURCE, "S3ObjectKey", key, "PollForSourceChanges", "false"));
    }

    @Test
    void aProviderThatCannotRunHereSaysSoWhenItsTurnComes() throws Exception {
        world.upload("app.zip", Map.of("a.txt", "a"));
        var beanstalk = ActionDeclaration.builder()
                .name("Deploy")
                .actionTypeId(t -> t.category("Deploy")
                        .owner("AWS")
                        .provider("ElasticBeanstalk")
                        .version("1"))
                .configuration(Map.of("ApplicationName", "app", "EnvironmentName", "dev"))
                .inputArtifacts(InputArtifact.builder().name("app").build())
                .build();

        var execution = world.create(
                "beanstalk", world.role("beanstalk", enough()), stage(object("app.zip")), stage(beanstalk));

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.failure("beanstalk", "Deploy"))
                .startsWith(
                        "ConfigurationError: the local cloud does not run actions of type Deploy/ElasticBeanstalk: it runs [");
    }

    @Test
    void aVariableWithoutDefaultIsGivenByTheStart() throws Exception {
        world.upload("variable.zip", Map.of("a.txt", "a"));
        var role = world.role("variable", enough());
        world.codepipeline()
                .createPipeline(r -> r.pipeline(p -> p.name("variable")
                        .roleArn(role)
                        .pipelineType("V2")
                        .executionMode("QUEUED")
                        .artifactStore(store -> store.type("S3").location(ARTIFACTS))
                        .variables(PipelineVariableDeclaration.builder()
                                .name("folder")
                                .build())
                        .stages(
                                stage(object("variable.zip")),
                                stage(deploy(Map.of(
                                        "BucketName", SITE, "Extract", "true", "ObjectKey", "#{variables.folder}"))))));
        assertThat(world.executions("variable")).isEmpty();

        assertThat(refusal(() -> world.codepipeline().startPipelineExecution(r -> r.name("variable"))))
                .isEqualTo(
                        "ValidationException: The variables [folder] have no default value: give one to start the pipeline");
        assertThat(world.executions("variable")).isEmpty();
        world.codepipeline().startPipelineExecution(r -> r.name("variable")
                .variables(
                        PipelineVariable.builder().name("folder").value("given").build()));

        assertThat(world.ended("variable", 1).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(world.site("given/")).isEqualTo(Map.of("given/a.txt", "a"));
    }

    @Test
    void anArtifactThatIsNoZipFailsTheActionInOurWords() throws Exception {
        world.s3().putObject(r -> r.bucket(SOURCE).key("text.zip"), RequestBody.fromString("no zip"));

        world.create(
                "text",
                world.role("text", enough()),
                stage(object("text.zip")),
                stage(deploy(Map.of("BucketName", SITE, "Extract", "true"))));

        assertThat(world.failure("text", "Deploy"))
                .isEqualTo("ConfigurationError: The input artifact is not a zip, or is damaged, but Extract is true");
    }

    @Test
    void filesOfAnArtifactKeepTheirOddNames() throws Exception {
        var files = Map.of(
                "back\\slash.txt",
                "1",
                "two\nlines",
                "2",
                "\u00fc \ud83d\ude00",
                "3",
                "-rf",
                "4",
                "in/ space ",
                "5",
                "a+b%20c",
                "6");
        world.upload("odd.zip", files);

        var execution = world.create(
                "odd",
                world.role("odd", enough()),
                stage(object("odd.zip")),
                stage(deploy(Map.of("BucketName", SITE, "Extract", "true", "ObjectKey", "odd"))));

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        var expected = new TreeMap<String, String>();
        files.forEach((name, text) -> expected.put("odd/" + name, text));
        assertThat(world.site("odd/")).isEqualTo(expected);
    }
}
