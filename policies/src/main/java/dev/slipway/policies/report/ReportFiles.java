package dev.slipway.policies.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes reports, each whole or not at all. */
public final class ReportFiles {
    private record Format(String file, Function<PolicyReport, String> render) {}

    private static final Map<String, Format> FORMATS = Map.of(
            "json", new Format("policy-report.json", JsonReport::render),
            "sarif", new Format("policy-report.sarif", SarifReport::render),
            "junit", new Format("policy-report.junit.xml", JUnitReport::render));

    private ReportFiles() {}

    /** The formats that can be written. */
    public static List<String> formats() {
        return FORMATS.keySet().stream().sorted().toList();
    }

    /**
     * Writes a report in these formats.
     *
     * @throws IOException when the directory or a file cannot be written; a file that was there before is then as it was
     */
    public static void write(PolicyReport report, List<String> formats, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : formats) {
            Format format = FORMATS.get(name);
            if (format == null) {
                throw new IllegalArgumentException(
                        "got the report \"" + name + "\", expected one of " + String.join(", ", formats()));
            }
            whole(directory.resolve(format.file()), format.render().apply(report));
        }
    }

    static void whole(Path file, String text) throws IOException {
        // Not a temporary file of the JDK's: those can be read by their owner alone.
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
