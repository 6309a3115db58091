package dev.slipway.local.cloud.codecommit;

/** One change that a commit makes to a file. */
sealed interface FileChange {
    /** The file's path, without a slash at the start. */
    String path();

    /** Writes a file; an empty mode keeps the mode that it has. */
    @SuppressWarnings("ArrayRecordComponent") // changes are never compared
    record Put(String path, String mode, byte[] content) implements FileChange {
        public Put {
            path = plain(path);
        }
    }

    /** Deletes a file. */
    record Delete(String path) implements FileChange {
        public Delete {
            path = plain(path);
        }
    }

    /** Sets a file's mode. */
    record Mode(String path, String mode) implements FileChange {
        public Mode {
            path = plain(path);
        }
    }

    private static String plain(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
