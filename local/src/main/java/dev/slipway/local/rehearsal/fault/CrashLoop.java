package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A version that ends right after its start. */
final class CrashLoop implements Fault {
    private static final Pattern BREAKER = Pattern.compile("deployment failed: |rolling back to deployment ");

    @Override
    public String name() {
        return "crash-loop";
    }

    @Override
    public String about() {
        return "a version whose container ends right after its start";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return Dockerfile.missing(scene);
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var broken = Dockerfile.obeysHealth(scene)
                ? Dockerfile.ending(scene, "ENV HEALTH=crash")
                : Dockerfile.ending(scene, "ENTRYPOINT [\"/bin/false\"]\nCMD []");
        scene.fails(broken, "a version that crashes", brokenDeployment(scene));
        circuitBroke(scene, BREAKER);
    }

    static Scene.Failure brokenDeployment(Scene scene) {
        return new Scene.Failure(
                scene.delivery().deploy(), "JobFailed", Pattern.compile("circuit breaker", Pattern.CASE_INSENSITIVE));
    }

    /** Checks that ECS itself went back to the version before, which needs no pipeline, and said why. */
    static void circuitBroke(Scene scene, Pattern cause) {
        var events = scene.service().events();
        events.stream().filter(event -> cause.matcher(event).find()).limit(1).forEach(event -> scene.story()
                .shows("service event: " + event));
        scene.story()
                .check(
                        "a service event says why: \"%s\"".formatted(cause),
                        events.stream().anyMatch(event -> cause.matcher(event).find()),
                        events.stream().limit(10).toList().toString());
        scene.story()
                .check(
                        "ECS rolled the service back by its circuit breaker",
                        events.stream().anyMatch(event -> event.contains("rolling back to deployment")),
                        events.stream().limit(10).toList().toString());
    }
}
