package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.Buildspec;
import dev.slipway.local.cloud.codebuild.execution.buildspec.BuildspecException;
import dev.slipway.local.cloud.codebuild.execution.buildspec.BuildspecParser;
import dev.slipway.local.cloud.codebuild.execution.files.FileSets;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import dev.slipway.local.cloud.codebuild.execution.shell.BuildLog;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a build's buildspec: in the project, or in the source under the name that the project gives. */
final class BuildspecSource {
    private static final String ERROR = "YAML_FILE_ERROR";

    private BuildspecSource() {}

    static Buildspec read(@Nullable String setting, BuildFolders folders, BuildLog log)
            throws IOException, PhaseFailure {
        try {
            Buildspec buildspec = BuildspecParser.parse(text(setting, folders, log));
            tellUnknown(buildspec.unknownKeys(), log);
            return buildspec;
        } catch (BuildspecException e) {
            throw new PhaseFailure(ERROR, String.valueOf(e.getMessage()), e);
        }
    }

    /** In AWS's words and form. */
    private static void tellUnknown(Map<String, List<String>> unknown, BuildLog log) {
        if (unknown.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("Found possible syntax errors in buildspec: ");
        unknown.forEach((section, keys) -> {
            text.append("\nIn the section ").append(section).append("\n\tThe following keys cannot be identified:");
            keys.forEach(key -> text.append("\n\t\t").append(key));
        });
        log.say(text.toString());
    }

    private static String text(@Nullable String setting, BuildFolders folders, BuildLog log)
            throws IOException, PhaseFailure {
        if (setting != null && isInline(setting)) {
            Path file = folders.readOnly().resolve("buildspec.yml");
            Files.writeString(file, setting);
            log.say("YAML location is " + folders.inside(file));
            return setting;
        }
        String name = setting == null || setting.isBlank() ? "buildspec.yml" : setting.strip();
        String shown = folders.inside(folders.source()) + "/" + name;
        log.say("YAML location is " + shown);
        Optional<Path> file = new FileSets(folders).resolve(name);
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            throw new PhaseFailure(ERROR, "stat " + shown + ": no such file or directory");
        }
        try {
            return Files.readString(file.get());
        } catch (MalformedInputException e) {
            throw new PhaseFailure(ERROR, shown + ": got other bytes, expected UTF-8", e);
        }
    }

    /** A path has neither line breaks nor a colon before a space. */
    private static boolean isInline(String setting) {
        String text = setting.strip();
        return text.contains("\n") || text.contains(": ") || text.startsWith("{");
    }
}
