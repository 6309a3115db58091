package dev.slipway.local.cloud.codebuild.execution.files;

import java.io.IOException;

/** A file that is no zip, or a zip whose entries cannot be files of a folder. The message says which and why, in our own words. */
public final class BadZipException extends IOException {
    private static final long serialVersionUID = 1;

    BadZipException(String message) {
        super(message);
    }

    BadZipException(String message, Throwable cause) {
        super(message, cause);
    }
}
