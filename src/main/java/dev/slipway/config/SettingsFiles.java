package dev.slipway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what is generated from the settings: {@code slipway.schema.json}, {@code docs/settings.md}, and the table between
 * the markers in {@code README.md}. Run it with {@code mvn compile exec:java -DmainClass=dev.slipway.config.SettingsFiles}.
 */
public final class SettingsFiles {
    static final String BEGIN = "<!-- settings:begin (generated, do not edit) -->";
    static final String END = "<!-- settings:end -->";

    private static final String README = "README.md";

    private SettingsFiles() {}

    /** Writes the files into the folder that is given, or into the current one. */
    public static void main(String[] args) {
        var root = Path.of(args.length == 0 ? "." : args[0]);
        try {
            for (var file : contents(root).entrySet()) {
                var path = root.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the generated files below " + root, e);
        }
    }

    /** What each file should contain. */
    static Map<String, String> contents(Path root) throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put("slipway.schema.json", SettingsSchema.text());
        files.put("docs/settings.md", page());
        var readme = root.resolve(README);
        if (Files.exists(readme)) {
            files.put(README, withTable(Files.readString(readme)));
        }
        return files;
    }

    private static String page() {
        return """
                # Settings

                What `Pulumi.STACK.yaml` may say. `SERVICE` is a service's name. Everything below `slipway:services.SERVICE`
                can stand below `slipway:defaults` too, for all services of the stack; a service overrides it key by key, and
                `null` takes a default back. This page is generated from the records in `dev.slipway.config`.

                """
                + SettingsTable.markdown();
    }

    /** A README without the markers stays as it is. */
    static String withTable(String readme) {
        var begin = readme.indexOf(BEGIN);
        var end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            return readme;
        }
        return readme.substring(0, begin) + BEGIN + "\n" + SettingsTable.markdown() + readme.substring(end);
    }
}
