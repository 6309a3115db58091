package dev.slipway.local.cloud.codebuild.execution.container;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The container engine of the builds. As long as there is none, each build looks again: it may be installed while the cloud runs. */
public final class Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);

    private final Search search;
    private final @Nullable Path archives;
    private final Path folder;
    private volatile Found found;

    /** Looks for an engine. */
    public interface Search {
        /** What is there now. */
        ContainerEngine find() throws InterruptedException;
    }

    private record Found(ContainerEngine engine, BaseImages images) {}

    /**
     * What is there now, or once there is something.
     *
     * @param archives folder of image archives, or null for none
     * @param folder where podman's store is to be
     */
    public Containers(Search search, @Nullable Path archives, Path folder) throws InterruptedException {
        this.search = search;
        this.archives = archives;
        this.folder = folder;
        this.found = with(search.find());
    }

    private Found with(ContainerEngine engine) {
        return new Found(engine, new BaseImages(engine, archives, folder));
    }

    /** Looks again when there was no engine. */
    public synchronized void look() throws InterruptedException {
        if (found.engine().kind() != ContainerEngine.Kind.NONE) {
            return;
        }
        var engine = search.find();
        if (engine.kind() != ContainerEngine.Kind.NONE) {
            LOG.info("{} is there now: builds use it from now on", engine.program());
            found = with(engine);
        }
    }

    /** What answers {@code docker} in privileged builds. */
    public ContainerEngine engine() {
        return found.engine();
    }

    /** Images that every privileged build finds. */
    public BaseImages images() {
        return found.images();
    }
}
