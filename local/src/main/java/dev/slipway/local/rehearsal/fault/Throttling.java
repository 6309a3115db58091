package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;

/** AWS throttles calls of the pipeline and of the build; both try again by themselves. */
final class Throttling implements Fault {
    private static final List<String> OPERATIONS =
            List.of("BatchGetBuilds", "GetAuthorizationToken", "DescribeServices", "RegisterTaskDefinition");
    private static final int CALLS = 2;

    @Override
    public String name() {
        return "throttling";
    }

    @Override
    public String about() {
        return "AWS answers ThrottlingException to some calls of each role, and they are made again";
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        try {
            scene.underLoad(() -> {
                for (var operation : OPERATIONS) {
                    scene.switches().throttle(operation, CALLS);
                }
                scene.story()
                        .did("made AWS throttle the next %d calls of each of %s"
                                .formatted(CALLS, String.join(", ", OPERATIONS)));
                scene.goesLive(scene.push(scene.content(), "a good commit"));
            });
            for (var operation : OPERATIONS) {
                var left = scene.switches().toThrottle(operation);
                scene.story()
                        .check(
                                "%d calls of %s were throttled".formatted(CALLS, operation),
                                left == 0,
                                "%d".formatted(CALLS - left));
            }
        } finally {
            scene.switches().off();
        }
    }
}
