package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.util.Objects;

/**
 * One thing that a build sees in its file system.
 *
 * @param kind how it comes there
 * @param from file of this machine, or what a link points to; empty where there is none
 * @param to where the build sees it
 */
record Mount(Kind kind, String from, String to) {
    enum Kind {
        READ_ONLY,
        WRITABLE,
        LINK,
        EMPTY,
        /** An empty file or folder in place of one of this machine. */
        HIDDEN,
        PROCESSES,
        DEVICES
    }

    Mount {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
    }
}
