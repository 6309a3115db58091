package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Takes an image of ECR: what its tag names now, or the digest that the start of the execution names. The artifact holds imageDetail.json.
 *
 * @param clients call the gateway
 * @param roles are what an action works as
 * @param artifacts pass from action to action
 * @param clock the time
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECR.html">ECR action</a>
 */
public record EcrSource(CloudClients clients, Roles roles, Artifacts artifacts, Clock clock) implements ActionExecutor {
    private static final DateTimeFormatter PUSHED_AT = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss zzz yyyy", Locale.US)
            .withZone(ZoneId.of("UTC"));

    @Override
    public Outcome step(ActionTask task) throws ActionFailure {
        var repository = task.setting("RepositoryName");
        var tag = task.setting("ImageTag").isEmpty() ? "latest" : task.setting("ImageTag");
        var caller = roles.of(task);
        var asked = task.run().input().revision();
        var id = asked.isEmpty()
                ? ImageIdentifier.builder().imageTag(tag).build()
                : ImageIdentifier.builder().imageDigest(asked).build();
        try {
            var image = clients.client(EcrClient.builder(), task.actionRegion(), caller)
                    .describeImages(
                            request -> request.repositoryName(repository).imageIds(id))
                    .imageDetails()
                    .get(0);
            var uri = "%s/%s@%s".formatted(clients.endpoint().getAuthority(), repository, image.imageDigest());
            upload(task, image, uri);
            var variables = Map.of(
                    "RegistryId", image.registryId(),
                    "RepositoryName", repository,
                    "ImageTag", tag,
                    "ImageDigest", image.imageDigest(),
                    "ImageURI", uri);
            return new Outcome(
                    task.run().progress().external(image.imageDigest(), "").says(image.imageDigest()),
                    new ActionOutcome("", "", variables, new Revision(image.imageDigest(), "", "", clock.instant())));
        } catch (ImageNotFoundException | RepositoryNotFoundException gone) {
            throw new ActionFailure(
                    "RevisionUnavailable", gone.awsErrorDetails().errorMessage());
        }
    }

    private void upload(ActionTask task, ImageDetail image, String uri) {
        var detail = Json.object()
                .put("ImageSizeInBytes", String.valueOf(image.imageSizeInBytes()))
                .put("ImageDigest", image.imageDigest())
                .put("Version", "1.0")
                .put("ImagePushedAt", PUSHED_AT.format(image.imagePushedAt()))
                .put("RegistryId", image.registryId())
                .put("RepositoryName", image.repositoryName())
                .put("ImageURI", uri);
        detail.set("ImageTags", Json.texts(image.imageTags()));
        try (var zip = new Download(Artifacts.freshName())) {
            try (var file = new ZipOutputStream(Files.newOutputStream(zip.file()))) {
                file.putNextEntry(new ZipEntry("imageDetail.json"));
                file.write(detail.toString().getBytes(StandardCharsets.UTF_8));
                file.closeEntry();
            }
            for (var output : task.run().input().outputs().values()) {
                artifacts.put(task, roles.of(task), output, zip.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
