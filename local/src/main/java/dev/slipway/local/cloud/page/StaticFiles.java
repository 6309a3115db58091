package dev.slipway.local.cloud.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of the page, which are part of the program. */
final class StaticFiles {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");
    /** Named here, because a folder inside a jar cannot be listed. */
    private static final String[] NAMES = {
        "index.html",
        "page.css",
        "icon.svg",
        "main.js",
        "api.js",
        "dom.js",
        "texts.js",
        "overview.js",
        "pipeline.js",
        "execution.js",
        "service.js",
        "records.js"
    };

    private final Map<String, File> files = new TreeMap<>();

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record File(String type, byte[] content) {}

    StaticFiles() {
        for (var name : NAMES) {
            files.put(name, new File(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""), read(name)));
        }
    }

    private static byte[] read(String name) {
        try (var stream = StaticFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the page has no file " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a path below the page's; empty when there is none. */
    Optional<File> find(String path) {
        return Optional.ofNullable(files.get(path.isEmpty() ? "index.html" : path));
    }
}
