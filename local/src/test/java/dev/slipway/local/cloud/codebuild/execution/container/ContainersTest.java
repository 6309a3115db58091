package dev.slipway.local.cloud.codebuild.execution.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {
    private static final ContainerEngine NONE = new ContainerEngine(ContainerEngine.Kind.NONE, null, null);
    private static final ContainerEngine PODMAN =
            new ContainerEngine(ContainerEngine.Kind.PODMAN, Path.of("/usr/bin/podman"), null);
    private static final ContainerEngine DOCKER =
            new ContainerEngine(ContainerEngine.Kind.DOCKER, Path.of("/usr/bin/docker"), null);

    @Test
    void anEngineThatIsInstalledMeanwhileIsNoticedByTheNextBuildAndStays(@TempDir Path folder) throws Exception {
        var there = new ArrayDeque<>(List.of(NONE, NONE, PODMAN, DOCKER));
        var containers = new Containers(there::remove, null, folder);
        var before = containers.images();
        containers.look();
        assertThat(containers.engine()).isEqualTo(NONE);
        containers.look();
        assertThat(containers.engine()).isEqualTo(PODMAN);
        assertThat(containers.images()).isNotSameAs(before);
        containers.look();
        assertThat(containers.engine()).isEqualTo(PODMAN);
        assertThat(there).containsExactly(DOCKER);
    }
}
