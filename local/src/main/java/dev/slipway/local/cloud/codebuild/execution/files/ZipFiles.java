package dev.slipway.local.cloud.codebuild.execution.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.zip.ZipException;
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
    private static final int LONGEST_LINK = 4096;

    private ZipFiles() {}

    /** An entry whose name is taken as it is: a backslash is a part of it, as on Linux, and no folder. */
    private static final class UnixEntry extends ZipArchiveEntry {
        UnixEntry(String name) {
            super("");
            setPlatform(PLATFORM_UNIX);
            setName(name);
        }
    }

    /** Writes files under their names, in the order of the names. What is a link stays one. */
    public static void write(Path zip, SortedMap<String, Path> files) throws IOException {
        long time = EARLY.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ZipArchiveEntry entry = new UnixEntry(file.getKey());
                entry.setTime(time);
                boolean link = Files.isSymbolicLink(file.getValue());
                entry.setUnixMode(mode(file.getValue(), link));
                out.putArchiveEntry(entry);
                if (link) {
                    out.write(Files.readSymbolicLink(file.getValue()).toString().getBytes(StandardCharsets.UTF_8));
                } else {
                    Files.copy(file.getValue(), out);
                }
                out.closeArchiveEntry();
            }
        }
    }

    private static int mode(Path file, boolean link) {
        if (link) {
            return LINK | 0777;
        }
        return REGULAR_FILE | (Files.isExecutable(file) ? 0755 : 0644);
    }

    /**
     * Puts the files of a zip into a folder. Of entries with one name the last counts.
     *
     * @throws BadZipException if it is no zip, or an entry would land outside of the folder, or is a link that leads there
     */
    public static void read(Path zip, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Map<Path, String> links = new LinkedHashMap<>();
        try (ZipFile in = open(zip)) {
            Enumeration<ZipArchiveEntry> entries = in.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                Path target = target(root, entry);
                try {
                    if ((entry.getUnixMode() & KIND) == LINK) {
                        links.put(target, link(in, entry));
                    } else {
                        put(in, entry, target);
                    }
                } catch (ZipException e) {
                    throw new BadZipException("zip entry '" + entry.getName() + "' is damaged", e);
                } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                    throw new BadZipException(
                            "zip entry '" + entry.getName() + "' is a file and a folder at the same time", e);
                }
            }
        }
        // They come last: no entry is written through a link.
        for (Map.Entry<Path, String> link : links.entrySet()) {
            make(root, link.getKey(), link.getValue());
        }
    }

    /** A link below another would not lie where its name says, and so not lead where its text says. */
    private static void make(Path root, Path link, String target) throws IOException {
        String name = root.relativize(link).toString();
        for (Path above = parent(link); !above.equals(root); above = parent(above)) {
            if (Files.isSymbolicLink(above)) {
                throw new BadZipException(
                        "zip entry '" + name + "' lies below the link '" + root.relativize(above) + "'");
            }
        }
        try {
            Files.createDirectories(parent(link));
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(target));
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new BadZipException("zip entry '" + name + "' is a link and a folder at the same time", e);
        }
    }

    private static ZipFile open(Path zip) throws IOException {
        try {
            return ZipFile.builder().setPath(zip).get();
        } catch (ZipException | EOFException e) {
            throw new BadZipException("got a file that is no zip, or is damaged", e);
        }
    }

    private static Path target(Path root, ZipArchiveEntry entry) throws BadZipException {
        if (entry.getName().indexOf('\0') >= 0) {
            throw new BadZipException(
                    "zip entry '" + entry.getName().replace("\0", "\\0") + "' has a zero byte in its name");
        }
        Path target = root.resolve(entry.getName()).normalize();
        boolean file = !entry.isDirectory();
        if (!target.startsWith(root) || (file && target.equals(root))) {
            throw new BadZipException("zip entry '" + entry.getName() + "' lies outside of the zip's folder");
        }
        return target;
    }

    private static String link(ZipFile in, ZipArchiveEntry entry) throws IOException {
        String to;
        try (InputStream bytes = in.getInputStream(entry)) {
            to = new String(bytes.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
        }
        if (!InnerLinks.staysInside(entry.getName(), to)) {
            throw new BadZipException("zip entry '" + entry.getName() + "' is a symbolic link to '" + to
                    + "', expected a file of the zip");
        }
        return to;
    }

    private static void put(ZipFile in, ZipArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(parent(target));
        try (InputStream bytes = in.getInputStream(entry)) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if ((entry.getUnixMode() & 0111) != 0) {
            Set<PosixFilePermission> executable = PosixFilePermissions.fromString("rwxr-xr-x");
            Files.setPosixFilePermissions(target, executable);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
