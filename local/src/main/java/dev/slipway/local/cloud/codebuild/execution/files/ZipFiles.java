package dev.slipway.local.cloud.codebuild.execution.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Zips as artifacts are: the same files make the same bytes, and what was executable stays so. */
public final class ZipFiles {
    /** A zip tells the time of the machine's zone from 1980 on; near its first day the zone would show in other fields. */
    private static final LocalDateTime EARLY = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int REGULAR_FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int KIND = 0170000;

    private ZipFiles() {}

    /** Writes files under their names, in the order of the names. */
    public static void write(Path zip, SortedMap<String, Path> files) throws IOException {
        long time = EARLY.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                entry.setTime(time);
                entry.setUnixMode(REGULAR_FILE | (Files.isExecutable(file.getValue()) ? 0755 : 0644));
                out.putArchiveEntry(entry);
                Files.copy(file.getValue(), out);
                out.closeArchiveEntry();
            }
        }
    }

    /**
     * Puts the files of a zip into a folder.
     *
     * @throws IOException if an entry would land outside of the folder, or is a link
     */
    public static void read(Path zip, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        try (ZipFile in = ZipFile.builder().setPath(zip).get()) {
            Enumeration<ZipArchiveEntry> entries = in.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException("zip entry '" + entry.getName() + "' lies outside of the zip's folder");
                }
                if ((entry.getUnixMode() & KIND) == LINK) {
                    throw new IOException(
                            "zip entry '" + entry.getName() + "' is a symbolic link, expected files and folders");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Path parent = target.getParent();
                Files.createDirectories(parent == null ? root : parent);
                try (InputStream bytes = in.getInputStream(entry)) {
                    Files.copy(bytes, target);
                }
                if ((entry.getUnixMode() & 0111) != 0) {
                    Set<PosixFilePermission> executable = PosixFilePermissions.fromString("rwxr-xr-x");
                    Files.setPosixFilePermissions(target, executable);
                }
            }
        }
    }
}
