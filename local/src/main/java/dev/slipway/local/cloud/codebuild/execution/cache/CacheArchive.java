package dev.slipway.local.cloud.codebuild.execution.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.jspecify.annotations.Nullable;

/** Cached folders as one file, for a cache in S3. Links and executable files stay what they are. */
public final class CacheArchive {
    private CacheArchive() {}

    /** Writes folders, each under the number that the key gives. */
    public static void write(Path archive, Map<Integer, Path> folders) throws IOException {
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)), "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Map.Entry<Integer, Path> folder : folders.entrySet()) {
                write(out, folder.getKey() + "/", folder.getValue());
            }
        }
    }

    private static void write(TarArchiveOutputStream out, String prefix, Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = prefix + folder.relativize(file);
                if (attributes.isSymbolicLink()) {
                    TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                    link.setLinkName(Files.readSymbolicLink(file).toString());
                    out.putArchiveEntry(link);
                    out.closeArchiveEntry();
                } else if (attributes.isRegularFile()) {
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(attributes.size());
                    entry.setMode(Files.isExecutable(file) ? 0100755 : 0100644);
                    out.putArchiveEntry(entry);
                    Files.copy(file, out);
                    out.closeArchiveEntry();
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Restores folders. A file that is there already stays.
     *
     * @param folders where the folder of each number belongs
     * @throws IOException if the archive is damaged, or an entry would land outside of its folder
     */
    public static void read(Path archive, Map<Integer, Path> folders) throws IOException {
        Set<Path> links = new HashSet<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream in = new TarArchiveInputStream(new GzipCompressorInputStream(file), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                restore(in, entry, folders, links);
            }
        }
    }

    private static void restore(
            TarArchiveInputStream in, TarArchiveEntry entry, Map<Integer, Path> folders, Set<Path> links)
            throws IOException {
        String name = entry.getName();
        int slash = name.indexOf('/');
        Path root = slash < 0 ? null : folders.get(number(name.substring(0, slash)));
        if (root == null) {
            return;
        }
        Path target = root.resolve(name.substring(slash + 1)).normalize();
        if (!target.startsWith(root) || links.stream().anyMatch(target::startsWith)) {
            throw new IOException("cache entry '" + name + "' lies outside of its folder");
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            links.add(target);
        } else if (entry.isFile()) {
            Files.copy(in, target);
            if ((entry.getMode() & 0111) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static @Nullable Integer number(String text) {
        return text.matches("\\d{1,4}") ? Integer.valueOf(text) : null;
    }
}
