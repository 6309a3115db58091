package dev.slipway.local.cloud.codebuild.execution.shell;

/** The build's shell has ended: the build was stopped, took too long, or ended the shell itself. */
public final class SessionEndedException extends Exception {
    private static final long serialVersionUID = 1;

    SessionEndedException() {
        super("the build's shell has ended");
    }
}
