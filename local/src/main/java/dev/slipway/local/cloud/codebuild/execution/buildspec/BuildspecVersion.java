package dev.slipway.local.cloud.codebuild.execution.buildspec;

/** How the commands of a build share a shell. */
public enum BuildspecVersion {
    /** Every command starts anew in the source folder, with the build's own variables. */
    V0_1,
    /** Variables and the working folder last from one command to the next, over all phases. */
    V0_2
}
