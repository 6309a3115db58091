package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.CacheSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.FileSet;
import dev.slipway.local.cloud.codebuild.execution.shell.SessionEndedException;
import dev.slipway.local.cloud.codebuild.execution.shell.ShellSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of variables in sections {@code artifacts} and {@code cache}. Expansion and keys are in the shell's language; paths
 * have variables only.
 */
final class Expansion {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private Expansion() {}

    static ArtifactsSection expand(
            ArtifactsSection section, Map<String, String> variables, ShellSession shell, Consumer<String> complaints)
            throws IOException, SessionEndedException {
        Map<String, ArtifactSection> secondary = new LinkedHashMap<>();
        for (Map.Entry<String, ArtifactSection> one : section.secondary().entrySet()) {
            secondary.put(one.getKey(), expand(one.getValue(), variables, shell, complaints));
        }
        ArtifactSection primary = section.primary();
        return new ArtifactsSection(primary == null ? null : expand(primary, variables, shell, complaints), secondary);
    }

    /** The names of caches in S3. */
    static CacheSection expand(CacheSection cache, ShellSession shell, Consumer<String> complaints)
            throws IOException, SessionEndedException {
        String key = cache.key();
        if (key == null) {
            return cache;
        }
        List<String> fallbackKeys = new ArrayList<>();
        for (String one : cache.fallbackKeys()) {
            fallbackKeys.add(shell.expand(one, complaints));
        }
        return new CacheSection(cache.paths(), shell.expand(key, complaints), fallbackKeys, cache.action());
    }

    private static ArtifactSection expand(
            ArtifactSection artifact, Map<String, String> variables, ShellSession shell, Consumer<String> complaints)
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
                name == null ? null : shell.expand(name, complaints),
                prefix == null ? null : expand(prefix, variables),
                artifact.keepsLinks());
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
