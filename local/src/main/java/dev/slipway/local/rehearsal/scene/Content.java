package dev.slipway.local.rehearsal.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a commit.
 *
 * @param files by their path, with forward slashes
 */
public record Content(Map<String, File> files) {
    /** What the page of the sample shows, when it is marked. */
    public static final String MARK = "slipway-rehearsal:";

    private static final String PAGE = "www/index.html";

    /**
     * A file.
     *
     * @param text its bytes, as ISO 8859-1 text, which keeps every byte
     * @param executable whether it is a program
     */
    public record File(String text, boolean executable) {}

    /** Copies the map. */
    public Content {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** The files of a folder, but for those of Git. */
    public static Content of(Path folder) throws IOException {
        var files = new TreeMap<String, File>();
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                var path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(".git/")) {
                    files.put(
                            path,
                            new File(Files.readString(file, StandardCharsets.ISO_8859_1), Files.isExecutable(file)));
                }
            }
        }
        if (files.isEmpty()) {
            throw new IOException("folder %s has no files, expected the content of a repository".formatted(folder));
        }
        return new Content(files);
    }

    /** Whether there is such a file. */
    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** Text of a file; empty when there is none. */
    public String text(String path) {
        var file = files.get(path);
        return file == null ? "" : file.text();
    }

    /** With a file changed, or made. */
    public Content with(String path, String text) {
        var changed = new TreeMap<>(files);
        var before = files.get(path);
        changed.put(path, new File(text, before != null && before.executable()));
        return new Content(changed);
    }

    /** With a line at the end of a file. */
    public Content appended(String path, String line) {
        var text = text(path);
        return with(path, text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n");
    }

    /** Whether its version can be told from the page that the service shows. */
    public boolean marks() {
        return text(PAGE).contains("</html>");
    }

    /** With a mark in the page, or else in a file, so that no two commits have the same files. */
    public Content marked(String mark) {
        return marks()
                ? with(PAGE, text(PAGE).replace("</html>", "<!-- %s%s -->%n</html>".formatted(MARK, mark)))
                : with("slipway-rehearsal.txt", mark + "\n");
    }
}
