package dev.slipway.local.rehearsal;

import dev.slipway.local.rehearsal.scene.Cloud;
import dev.slipway.local.rehearsal.scene.Content;
import dev.slipway.local.rehearsal.scene.Delivery;
import dev.slipway.local.rehearsal.scene.Repository;
import dev.slipway.local.rehearsal.scene.Scene;
import dev.slipway.local.rehearsal.scene.Switches;
import dev.slipway.local.rehearsal.scene.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Prepares the rehearsals of one pipeline: its repository is cloned, its content is read. */
final class Stage implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMillis(250);

    private final Repository repository;
    private final Scene scene;

    private Stage(Repository repository, Scene scene) {
        this.repository = repository;
        this.scene = scene;
    }

    /**
     * Where everything is.
     *
     * @param content folder with the files of a good commit
     * @param scratch folder of the local cloud that the rehearsal has for itself
     * @param limit how long one wait may take
     */
    record Place(Path content, Path scratch, Duration limit) {
        /** What {@code serve --faults} looks at. */
        Path faults() {
            return scratch.resolve("faults");
        }

        /** For clones. */
        Path work() {
            return scratch.resolve("work");
        }
    }

    static Stage set(Cloud cloud, String pipeline, Place place) throws IOException, GitAPIException {
        var delivery = Delivery.read(cloud.codepipeline(), pipeline);
        var repository = clone(
                cloud, delivery, Files.createTempDirectory(Files.createDirectories(place.work()), pipeline + "-"));
        return new Stage(
                repository,
                new Scene(
                        cloud,
                        delivery,
                        repository,
                        Content.of(place.content()),
                        new Switches(place.faults()),
                        new Wait(place.limit(), PAUSE)));
    }

    /** Clones the repository of a pipeline, with the credentials of the environment. */
    static Repository clone(Cloud cloud, Delivery delivery, Path folder) throws IOException, GitAPIException {
        var url = cloud.codecommit()
                .getRepository(request -> request.repositoryName(delivery.repository()))
                .repositoryMetadata()
                .cloneUrlHttp();
        return Repository.clone(
                url,
                delivery.branch(),
                new UsernamePasswordCredentialsProvider(
                        environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY")),
                folder);
    }

    private static String environment(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    Scene scene() {
        return scene;
    }

    @Override
    public void close() {
        repository.close();
    }
}
