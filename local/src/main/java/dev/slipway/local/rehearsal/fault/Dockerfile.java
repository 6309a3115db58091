package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Content;
import dev.slipway.local.rehearsal.scene.Scene;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;

/** The Dockerfile of a repository, with something wrong in it. */
final class Dockerfile {
    private static final String DEFAULT = "Dockerfile";

    private Dockerfile() {}

    /** Its path, as the build project names it. */
    static String path(Scene scene) {
        return scene
                .cloud()
                .codebuild()
                .batchGetProjects(request -> request.names(scene.delivery().project()))
                .projects()
                .get(0)
                .environment()
                .environmentVariables()
                .stream()
                .filter(variable -> variable.name().equals("DOCKERFILE"))
                .map(EnvironmentVariable::value)
                .findFirst()
                .orElse(DEFAULT);
    }

    /** The good content, with a line at the end of the Dockerfile. */
    static Content ending(Scene scene, String line) {
        return scene.content().appended(path(scene), line);
    }

    /** Why there is nothing to change. */
    static Optional<String> missing(Scene scene) {
        var path = path(scene);
        return scene.content().has(path) ? Optional.empty() : Optional.of("the repository has no " + path);
    }

    /** Whether the service is told by the variable HEALTH how well it is, as the sample is. */
    static boolean obeysHealth(Scene scene) {
        return scene.content().text(path(scene)).contains("HEALTH=ok");
    }
}
