package dev.slipway.policies;

import dev.slipway.policies.evaluation.Baseline;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.PackSettings;
import dev.slipway.policies.report.BaselineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which baseline holds, and whether this run accepts what it finds: the environment wins over the configuration. */
final class BaselineRequest {
    private static final String FILE = "SLIPWAY_POLICY_BASELINE";
    private static final String ACCEPT = "SLIPWAY_POLICY_ACCEPT";

    /**
     * A baseline as it was read.
     *
     * @param problem why its file cannot be used; nothing is accepted then, and nothing is written
     */
    record Read(Baseline baseline, Optional<String> problem) {}

    private final String file;
    private final String accept;

    BaselineRequest(Map<String, String> environment) {
        this.file = environment.getOrDefault(FILE, "").strip();
        this.accept = environment.getOrDefault(ACCEPT, "").strip();
    }

    /** Where this run writes what it accepts; empty when it accepts nothing. */
    Optional<Path> accepting() {
        return accept.isEmpty() ? Optional.empty() : Optional.of(Path.of(accept));
    }

    Read read(Configuration configuration, LocalDate today) {
        String configured =
                file.isEmpty() ? configuration.settings(Pack.SETTINGS).get(PackSettings.BASELINE) : file;
        String name = accept.isEmpty() ? configured : accept;
        if (name.isEmpty()) {
            return new Read(Baseline.of(List.of()), Optional.empty());
        }
        try {
            boolean first = !accept.isEmpty() && Files.notExists(Path.of(name));
            List<Baseline.Entry> known = first ? List.of() : BaselineFile.read(Path.of(name));
            return new Read(accept.isEmpty() ? Baseline.of(known) : Baseline.accepting(known, today), Optional.empty());
        } catch (IOException | RuntimeException e) {
            String why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
            return new Read(
                    Baseline.of(List.of()),
                    Optional.of("the baseline " + name + " cannot be used, so nothing is accepted: " + why));
        }
    }
}
