package dev.slipway.policies;

import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.PackSettings;
import dev.slipway.policies.report.ReportFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which reports are asked for, and where: the environment wins over the configuration. */
final class ReportRequest {
    private static final String FORMATS = "SLIPWAY_POLICY_REPORT";
    private static final String DIRECTORY = "SLIPWAY_POLICY_REPORT_DIR";

    private final List<String> formats;
    private final @Nullable String directory;
    private final @Nullable String problem;

    ReportRequest(Map<String, String> environment) {
        List<String> asked = Arrays.stream(environment.getOrDefault(FORMATS, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        this.formats = asked.stream().filter(ReportFiles.formats()::contains).toList();
        this.problem = formats.size() == asked.size()
                ? null
                : "the environment variable " + FORMATS + " is \"" + environment.get(FORMATS) + "\", expected some of "
                        + String.join(",", ReportFiles.formats());
        this.directory = environment.get(DIRECTORY);
    }

    /** What is wrong with the environment variables. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    List<String> formats(Configuration configuration) {
        return formats.isEmpty() ? configuration.settings(Pack.SETTINGS).get(PackSettings.REPORTS) : formats;
    }

    Path directory(Configuration configuration) {
        return Path.of(
                directory == null
                        ? configuration.settings(Pack.SETTINGS).get(PackSettings.REPORT_DIRECTORY)
                        : directory);
    }
}
