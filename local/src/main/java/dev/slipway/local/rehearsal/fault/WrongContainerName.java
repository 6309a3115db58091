package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;

/** The build names a container that the task definition does not have. */
final class WrongContainerName implements Fault {
    private static final String VARIABLE = "CONTAINER_NAME";
    private static final String WRONG = "no-such-container";

    @Override
    public String name() {
        return "wrong-container-name";
    }

    @Override
    public String about() {
        return "imagedefinitions.json names a container that the task definition does not have";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return environment(scene).environmentVariables().stream()
                        .anyMatch(variable -> variable.name().equals(VARIABLE))
                ? Optional.empty()
                : Optional.of("project %s has no variable %s"
                        .formatted(scene.delivery().project(), VARIABLE));
    }

    private static ProjectEnvironment environment(Scene scene) {
        return scene.cloud()
                .codebuild()
                .batchGetProjects(request -> request.names(scene.delivery().project()))
                .projects()
                .get(0)
                .environment();
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var before = environment(scene);
        var wrong = before.toBuilder()
                .environmentVariables(before.environmentVariables().stream()
                        .map(WrongContainerName::renamed)
                        .toList())
                .build();
        update(scene, wrong);
        scene.story()
                .did("set %s of project %s to %s (UpdateProject)"
                        .formatted(VARIABLE, scene.delivery().project(), WRONG));
        try {
            scene.fails(
                    scene.content(),
                    "a good commit",
                    new Scene.Failure(scene.delivery().deploy(), "ConfigurationError", Pattern.compile(WRONG)));
        } finally {
            update(scene, before);
        }
    }

    private static EnvironmentVariable renamed(EnvironmentVariable variable) {
        return variable.name().equals(VARIABLE)
                ? variable.toBuilder().value(WRONG).build()
                : variable;
    }

    private static void update(Scene scene, ProjectEnvironment environment) {
        scene.cloud().codebuild().updateProject(request -> request.name(
                        scene.delivery().project())
                .environment(environment));
    }
}
