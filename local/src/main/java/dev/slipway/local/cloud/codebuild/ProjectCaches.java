package dev.slipway.local.cloud.codebuild;

import dev.slipway.local.cloud.codebuild.execution.EngineSettings;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What projects keep on this machine from one build to the next.
 *
 * @param settings where that is
 */
record ProjectCaches(EngineSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectCaches.class);

    /** Deletes it. No build of a later generation would use it, so what cannot be deleted only takes room. */
    void drop(String region, String project) {
        var kept = settings.caches(region, project);
        if (!Files.exists(kept)) {
            return;
        }
        // It goes in one step, so that a build that takes or gives just now finds it whole or not at all.
        var away = settings.builds().resolve(UUID.randomUUID().toString());
        try {
            Files.move(kept, away, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(away);
        } catch (IOException e) {
            LOG.warn("the caches of project {} in {} are not deleted", project, kept, e);
        }
    }
}
