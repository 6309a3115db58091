package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.FileSet;
import dev.slipway.local.cloud.codebuild.execution.shell.SessionEndedException;
import dev.slipway.local.cloud.codebuild.execution.shell.ShellSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of variables in section {@code artifacts}. A name is in the shell's language; paths have variables only. */
final class ArtifactNames {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private ArtifactNames() {}

    static ArtifactsSection expand(ArtifactsSection section, Map<String, String> variables, ShellSession shell)
            throws IOException, SessionEndedException {
        Map<String, ArtifactSection> secondary = new LinkedHashMap<>();
        for (Map.Entry<String, ArtifactSection> one : section.secondary().entrySet()) {
            secondary.put(one.getKey(), expand(one.getValue(), variables, shell));
        }
        return new ArtifactsSection(expand(section.primary(), variables, shell), secondary);
    }

    private static ArtifactSection expand(ArtifactSection artifact, Map<String, String> variables, ShellSession shell)
            throws IOException, SessionEndedException {
        FileSet files = artifact.fileSet();
        String name = artifact.name();
        String prefix = artifact.s3Prefix();
        return new ArtifactSection(
                new FileSet(
                        expand(files.files(), variables),
                        expand(files.excludePaths(), variables),
                        expand(files.baseDirectory(), variables),
                        files.discardPaths()),
                name == null ? null : shell.expand(name),
                prefix == null ? null : expand(prefix, variables));
    }

    private static List<String> expand(List<String> texts, Map<String, String> variables) {
        return texts.stream().map(text -> expand(text, variables)).toList();
    }

    private static String expand(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, ""));
        });
    }
}
