package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A version that runs and never becomes healthy. */
final class UnhealthyContainer implements Fault {
    @Override
    public String name() {
        return "unhealthy-container";
    }

    @Override
    public String about() {
        return "a version that runs, but fails the health check of the load balancer";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return scene.page().isEmpty()
                ? Optional.of("the service has no load balancer that would check its health")
                : Dockerfile.missing(scene);
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var broken = Dockerfile.obeysHealth(scene)
                ? Dockerfile.ending(scene, "ENV HEALTH=fail")
                : Dockerfile.ending(scene, "ENTRYPOINT [\"/bin/sleep\", \"86400\"]\nCMD []");
        scene.fails(broken, "a version that fails its health check", CrashLoop.brokenDeployment(scene));
        CrashLoop.circuitBroke(scene, Pattern.compile("health check|unhealthy", Pattern.CASE_INSENSITIVE));
    }
}
