package dev.slipway.local.cloud.codebuild.execution.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The program {@code codebuild-hash-files}, which the keys of caches are made with.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/caching-s3.html">Amazon S3 caching</a>
 */
public final class HashFilesCommand {
    private static final String NAME = "codebuild-hash-files";

    private HashFilesCommand() {}

    /** Puts the program into a folder of the build's PATH. */
    public static void install(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try (InputStream in = HashFilesCommand.class.getResourceAsStream(NAME + ".sh")) {
            if (in == null) {
                throw new IOException(NAME + ".sh is missing in this program's jar");
            }
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
