package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.CacheSection;
import dev.slipway.local.cloud.codebuild.execution.cache.CacheArchive;
import dev.slipway.local.cloud.codebuild.execution.cache.CachePaths;
import dev.slipway.local.cloud.codebuild.execution.cache.LocalCache;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings.Mode;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.port.ArtifactTransfer;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import dev.slipway.local.cloud.codebuild.execution.shell.BuildLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The caches of one build. As on AWS a cache is best effort: what goes wrong with it is logged and does not fail the build. */
final class BuildCaches {
    private static final String LAYERS = "docker-layers";
    private static final String SUFFIX = ".tar.gz";

    private final BuildRequest request;
    private final BuildFolders folders;
    private final LocalCache local;
    private final ArtifactTransfer transfer;
    private final BuildLog log;
    /** Whether the build was given the cache of its own key, which is never written a second time. */
    private boolean found;

    BuildCaches(BuildRequest request, BuildFolders folders, LocalCache local, ArtifactTransfer transfer, BuildLog log) {
        this.request = request;
        this.folders = folders;
        this.local = local;
        this.transfer = transfer;
        this.log = log;
    }

    /** Brings the layers of the project's last build. Comes before the shell, which mounts them. */
    void restoreLayers() throws IOException {
        if (keepsLayers()) {
            take(LAYERS, folders.containers());
        }
    }

    /**
     * Brings the folders that the buildspec names; files that the source has stay.
     *
     * @param cache section {@code cache} with its keys expanded
     */
    void restore(CacheSection cache) throws IOException {
        if (!cache.action().restores()) {
            return;
        }
        if (request.cache().modes().contains(Mode.LOCAL_CUSTOM_CACHE)) {
            for (String path : cache.paths()) {
                Path folder = folder(path);
                if (folder != null && take(path, folder)) {
                    log.say("Symlinking: " + path + " => the cache of project " + request.project());
                }
            }
        }
        S3Location location = location(cache);
        if (location != null && !cache.paths().isEmpty()) {
            found = restoreFrom(location, cache);
            if (!found && cache.key() != null) {
                restoreFallback(location, cache);
            }
        }
    }

    /** Takes the newest cache whose name begins with the first of the fallback keys that has any. */
    private void restoreFallback(S3Location location, CacheSection cache) throws IOException {
        String folder = location.key().substring(0, location.key().lastIndexOf('/') + 1);
        try {
            for (String key : cache.fallbackKeys()) {
                Optional<S3Location> newest = transfer.newest(new S3Location(location.bucket(), folder + key), SUFFIX);
                if (newest.isPresent()) {
                    restoreFrom(newest.get(), cache);
                    return;
                }
            }
        } catch (CloudCallException e) {
            log.say("Unable to look for fallback caches: " + e.text());
        }
    }

    private boolean restoreFrom(S3Location location, CacheSection cache) throws IOException {
        Path archive = folders.root().resolve("cache.tar.gz");
        try {
            if (transfer.download(location, archive)) {
                CacheArchive.read(archive, numbered(cache));
                log.say("Downloaded S3 cache " + location.arn());
                return true;
            }
            log.say("Unable to download cache: RequestError: no cache at " + location.arn());
        } catch (CloudCallException e) {
            log.say("Unable to download cache: " + e.text());
        } finally {
            Files.deleteIfExists(archive);
        }
        return false;
    }

    /** Keeps everything for the next build. Comes after the shell has ended. */
    void save(@Nullable CacheSection cache) throws IOException {
        if (cache != null && !cache.paths().isEmpty() && cache.action().saves()) {
            S3Location location = location(cache);
            if (location != null && cache.key() != null && found) {
                log.say("The S3 cache " + location.arn() + " stays as it is: it is there already");
            } else if (location != null) {
                saveTo(location, cache);
            }
            if (request.cache().modes().contains(Mode.LOCAL_CUSTOM_CACHE)) {
                for (String path : cache.paths()) {
                    Path folder = folder(path);
                    if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                        give(path, folder);
                    }
                }
            }
        }
        if (keepsLayers() && Files.isDirectory(folders.containers())) {
            give(LAYERS, folders.containers());
        }
    }

    private boolean take(String name, Path to) {
        try {
            return local.take(name, to);
        } catch (IOException e) {
            log.say("Unable to restore cache " + name + ": " + e.getMessage());
            return false;
        }
    }

    /** The cache that it goes to may be invalidated at the same time. */
    private void give(String name, Path from) {
        try {
            local.give(name, from);
        } catch (IOException e) {
            log.say("Unable to keep cache " + name + ": " + e.getMessage());
        }
    }

    private void saveTo(S3Location location, CacheSection cache) throws IOException {
        Path archive = folders.root().resolve("cache.tar.gz");
        try {
            Map<Integer, Path> present = numbered(cache);
            present.values().removeIf(folder -> !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS));
            CacheArchive.write(archive, present);
            transfer.upload(archive, location);
            log.say("Uploaded S3 cache " + location.arn());
        } catch (CloudCallException e) {
            log.say("Unable to upload cache: " + e.text());
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private Map<Integer, Path> numbered(CacheSection cache) throws IOException {
        Map<Integer, Path> folders = new TreeMap<>();
        for (int i = 0; i < cache.paths().size(); i++) {
            Path folder = folder(cache.paths().get(i));
            if (folder != null) {
                folders.put(i, folder);
            }
        }
        return folders;
    }

    private boolean keepsLayers() {
        return request.privileged() && request.cache().modes().contains(Mode.LOCAL_DOCKER_LAYER_CACHE);
    }

    private @Nullable S3Location location(CacheSection cache) {
        S3Location base = request.cache().s3();
        String name = cache.key() == null ? request.project() : cache.key();
        if (base != null && name.isBlank()) {
            log.say("Skipping the S3 cache: its key came out empty");
            return null;
        }
        return base == null ? null : new S3Location(base.bucket(), base.key() + "/" + name + SUFFIX);
    }

    /** Where a cached folder is, or null when it is none of the build's own: a link could lead the engine out of them. */
    private @Nullable Path folder(String path) throws IOException {
        String named;
        try {
            named = CachePaths.folder(path);
        } catch (IllegalArgumentException e) {
            log.say(String.valueOf(e.getMessage()));
            return null;
        }
        String home = folders.inside(folders.home());
        String absolute = named.startsWith("~/") ? home + named.substring(1) : named;
        Optional<Path> found = absolute.startsWith("/")
                ? folders.outside(absolute)
                : Optional.of(folders.source().resolve(absolute).normalize());
        if (found.isEmpty() || !found.get().startsWith(folders.root()) || throughLink(found.get())) {
            log.say("Skipping invalid cache path " + path);
            return null;
        }
        return found.get();
    }

    private boolean throughLink(Path path) {
        Path current = folders.root();
        for (Path name : folders.root().relativize(path)) {
            current = current.resolve(name);
            if (Files.isSymbolicLink(current)) {
                return true;
            }
        }
        return false;
    }
}
