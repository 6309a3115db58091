package dev.slipway.local.cloud.ecs.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Images of this machine that an engine may not have yet: {@code localhost/slipway/NAME} lies in {@code NAME.tar}.
 *
 * @param folder where the archives are, as {@code podman save} and {@code docker save} write them; null for none
 */
public record ImageArchives(@Nullable Path folder) {
    /** No archives. */
    public static final ImageArchives NONE = new ImageArchives(null);

    private static final String PREFIX = "localhost/slipway/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");

    /** The archive of an image; empty when there is none. */
    Optional<Path> find(String image) {
        if (folder == null || !image.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var name = image.substring(PREFIX.length()).replaceFirst(":latest$", "");
        return NAME.matcher(name).matches()
                ? Optional.of(folder.resolve(name + ".tar")).filter(Files::isRegularFile)
                : Optional.empty();
    }
}
