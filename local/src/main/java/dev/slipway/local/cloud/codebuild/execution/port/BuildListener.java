package dev.slipway.local.cloud.codebuild.execution.port;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;

/** Follows a build. Called by the build's own thread, in order, at once. */
public interface BuildListener {
    /** A phase has begun; the snapshot shows it as the last of its phases. */
    void phaseStarted(BuildSnapshot build, BuildPhase phase);

    /** A phase has ended: the moment of {@code CodeBuild Build Phase Change}. */
    void phaseCompleted(BuildSnapshot build, BuildPhase phase);

    /** The build's status is another than before: the moment of {@code CodeBuild Build State Change}. */
    void statusChanged(BuildSnapshot build);
}
