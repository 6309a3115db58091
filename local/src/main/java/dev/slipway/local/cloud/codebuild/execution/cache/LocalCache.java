package dev.slipway.local.cloud.codebuild.execution.cache;

import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folders that a project keeps on this machine, of type LOCAL. A build takes a folder by renaming it and gives it back so: no file is
 * copied, no two builds share one, and of builds at the same time the first gets the cache, the others get none, as on AWS.
 */
public final class LocalCache {
    private final Path folder;

    /** @param folder the project's cache, on the same file system as the builds */
    public LocalCache(Path folder) {
        this.folder = folder;
    }

    /**
     * Puts a kept folder in the place of one that is not there yet; where it is there, what the kept one has more is added.
     *
     * @return whether there was one
     */
    public boolean take(String name, Path to) throws IOException {
        Path mine = Files.createDirectories(folder.resolve("taken"))
                .resolve(UUID.randomUUID().toString());
        try {
            Files.move(kept(name), mine, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false;
        }
        try {
            merge(mine, to);
        } finally {
            Trees.delete(mine);
        }
        return true;
    }

    private static void merge(Path from, Path to) throws IOException {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = to.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.move(from, to);
        } else if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> children;
            try (Stream<Path> list = Files.list(from)) {
                children = list.toList();
            }
            for (Path child : children) {
                merge(child, to.resolve(from.relativize(child).toString()));
            }
        }
    }

    /** Keeps a folder for the next build, in the place of the one that is kept. The folder is gone afterwards. */
    public void give(String name, Path from) throws IOException {
        Path kept = kept(name);
        Files.createDirectories(folder);
        boolean given = false;
        for (int tries = 0; tries < 10 && !given; tries++) {
            Trees.delete(kept);
            given = replace(from, kept);
        }
    }

    /** Whether it came to be there: another build may have given its own just now, and then the last one to come is kept. */
    private static boolean replace(Path from, Path kept) throws IOException {
        try {
            Files.move(from, kept, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return false;
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    "the cache " + kept + " and the build's folder " + from + " must be on one file system", e);
        }
    }

    private Path kept(String name) {
        return folder.resolve(HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)));
    }
}
