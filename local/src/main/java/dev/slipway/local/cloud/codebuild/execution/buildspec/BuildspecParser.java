package dev.slipway.local.cloud.codebuild.execution.buildspec;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import dev.slipway.local.cloud.codebuild.execution.model.VariableName;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads buildspecs of the versions 0.1 and 0.2. Scalars are taken as they are written, so {@code 010} and {@code yes} stay what they are.
 *
 * <p>Keys that CodeBuild does not know are noted and passed over, so that {@code artifacts.type} of version 0.1 and a section that only
 * holds anchors do no harm.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build specification reference</a>
 */
public final class BuildspecParser {
    private static final int MOST_FALLBACK_KEYS = 5;
    private static final List<String> KEYS =
            List.of("version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache");
    private static final List<String> KEYS_0_1 =
            Stream.concat(KEYS.stream(), Stream.of("environment_variables")).toList();
    private static final List<String> ARTIFACT_KEYS = List.of(
            "files", "name", "base-directory", "discard-paths", "exclude-paths", "enable-symlinks", "s3-prefix");
    private static final List<String> ARTIFACTS_KEYS = Stream.concat(
                    ARTIFACT_KEYS.stream(), Stream.of("secondary-artifacts"))
            .toList();

    private BuildspecParser() {}

    /**
     * Reads a buildspec.
     *
     * @throws BuildspecException with AWS's message, if the text is not YAML or not a buildspec
     */
    public static Buildspec parse(String text) throws BuildspecException {
        Node root = YamlText.compose(text);
        if (root == null) {
            throw new BuildspecException("got an empty buildspec, expected at least version and phases");
        }
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        YamlMapping top = YamlMapping.of(root, unknown);
        BuildspecVersion version = version(top.text("version"));
        top.noteUnknown("buildspec", version == BuildspecVersion.V0_1 ? KEYS_0_1 : KEYS);
        return new Buildspec(
                version,
                top.text("run-as"),
                environment(version, top),
                phases(top.mapping("phases")),
                reports(top.mapping("reports")),
                artifacts(top.mapping("artifacts")),
                cache(top.mapping("cache")),
                unknown);
    }

    private static BuildspecVersion version(@Nullable String text) throws BuildspecException {
        if (text == null) {
            throw new BuildspecException("version: got nothing, expected 0.1 or 0.2");
        }
        return switch (text) {
            case "0.1" -> BuildspecVersion.V0_1;
            case "0.2" -> BuildspecVersion.V0_2;
            default -> throw new BuildspecException("version: got '" + text + "', expected 0.1 or 0.2");
        };
    }

    /** Version 0.1 has its variables in a section of another name. */
    private static EnvironmentSection environment(BuildspecVersion version, YamlMapping top) throws BuildspecException {
        YamlMapping env = top.mapping("env");
        YamlMapping old = version == BuildspecVersion.V0_1 ? top.mapping("environment_variables") : null;
        if (env == null && old != null) {
            old.noteUnknown("environment_variables", List.of("plaintext"));
            return EnvironmentSection.of(variables(old.mapping("plaintext")));
        }
        return env == null ? EnvironmentSection.EMPTY : environment(env);
    }

    private static EnvironmentSection environment(YamlMapping env) throws BuildspecException {
        env.noteUnknown(
                "env",
                List.of(
                        "shell",
                        "variables",
                        "parameter-store",
                        "secrets-manager",
                        "exported-variables",
                        "git-credential-helper"));
        Map<String, SecretReference> secrets = new LinkedHashMap<>();
        YamlMapping references = env.mapping("secrets-manager");
        if (references != null) {
            for (String name : variables(references).keySet()) {
                SecretReference reference = references.required(
                        name, "secret-id:json-key:version-stage:version-id", SecretReference::parse);
                secrets.put(name, reference);
            }
        }
        return new EnvironmentSection(
                env.parsed("shell", ShellName.SH, text -> ShellName.of(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("got '" + text + "', expected bash or /bin/sh"))),
                variables(env.mapping("variables")),
                variables(env.mapping("parameter-store")),
                secrets,
                exported(env),
                env.yes("git-credential-helper"));
    }

    private static Map<String, String> variables(@Nullable YamlMapping mapping) throws BuildspecException {
        if (mapping == null) {
            return Map.of();
        }
        for (String name : mapping.keys()) {
            refuse(mapping.child(name), VariableName.problemToSet(name), mapping.lineOf(name));
        }
        return mapping.texts();
    }

    private static void refuse(String place, Optional<String> problem, int line) throws BuildspecException {
        if (problem.isPresent()) {
            throw new BuildspecException(place + ": " + problem.get() + " at line " + line);
        }
    }

    private static List<String> exported(YamlMapping env) throws BuildspecException {
        List<String> names = env.list("exported-variables", "ExportedVariables");
        for (String name : names) {
            refuse(env.child("exported-variables"), VariableName.problem(name), env.lineOf("exported-variables"));
        }
        return names;
    }

    private static Map<PhaseName, PhaseSection> phases(@Nullable YamlMapping phases) throws BuildspecException {
        if (phases == null) {
            throw new BuildspecException(
                    "phases: got nothing, expected at least one of install, pre_build, build, post_build");
        }
        Map<PhaseName, PhaseSection> all = new EnumMap<>(PhaseName.class);
        for (String key : phases.keys()) {
            PhaseName name = PhaseName.ofKey(key)
                    .orElseThrow(() -> new BuildspecException("Invalid buildspec phase name: "
                            + key.toUpperCase(Locale.ROOT) + ". Expecting: BUILD,INSTALL,POST_BUILD,PRE_BUILD"));
            YamlMapping phase = phases.mapping(key);
            all.put(name, phase == null ? PhaseSection.EMPTY : phase(name, phase));
        }
        return all;
    }

    private static PhaseSection phase(PhaseName name, YamlMapping phase) throws BuildspecException {
        if (name == PhaseName.INSTALL) {
            phase.noteUnknown(name.name(), List.of("run-as", "on-failure", "runtime-versions", "commands", "finally"));
        } else {
            phase.noteUnknown(name.name(), List.of("run-as", "on-failure", "commands", "finally"));
        }
        YamlMapping runtimes = phase.mapping("runtime-versions");
        return new PhaseSection(
                phase.text("run-as"),
                phase.parsed("on-failure", OnFailure.DEFAULT, OnFailure::parse),
                phase.list("commands", "Commands"),
                phase.list("finally", "Finally"),
                runtimes == null ? Map.of() : runtimes.texts());
    }

    private static Map<String, ReportSection> reports(@Nullable YamlMapping reports) throws BuildspecException {
        if (reports == null) {
            return Map.of();
        }
        Map<String, ReportSection> all = new LinkedHashMap<>();
        for (String group : reports.keys()) {
            YamlMapping report = reports.mapping(group);
            if (report == null) {
                throw new BuildspecException(
                        reports.child(group) + ": got nothing, expected files at line " + reports.lineOf(group));
            }
            report.noteUnknown(
                    reports.child(group), List.of("files", "base-directory", "discard-paths", "file-format"));
            ReportFormat format = report.parsed("file-format", ReportFormat.JUNITXML, text -> ReportFormat.of(text)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "got '" + text + "', expected one of " + List.of(ReportFormat.values()))));
            all.put(group, new ReportSection(fileSet(reports.child(group), report), format));
        }
        return all;
    }

    private static @Nullable ArtifactsSection artifacts(@Nullable YamlMapping artifacts) throws BuildspecException {
        if (artifacts == null) {
            return null;
        }
        Map<String, ArtifactSection> secondary = new LinkedHashMap<>();
        YamlMapping more = artifacts.mapping("secondary-artifacts");
        if (more != null) {
            for (String identifier : more.keys()) {
                YamlMapping one = more.mapping(identifier);
                if (one == null) {
                    throw new BuildspecException(more.child(identifier) + ": got nothing, expected files at line "
                            + more.lineOf(identifier));
                }
                one.noteUnknown(more.child(identifier), ARTIFACT_KEYS);
                secondary.put(identifier, artifact(more.child(identifier), one));
            }
        }
        artifacts.noteUnknown("artifacts", ARTIFACTS_KEYS);
        boolean onlySecondary =
                !secondary.isEmpty() && artifacts.list("files", "Files").isEmpty();
        return new ArtifactsSection(onlySecondary ? null : artifact("artifacts", artifacts), secondary);
    }

    private static ArtifactSection artifact(String place, YamlMapping artifact) throws BuildspecException {
        return new ArtifactSection(
                fileSet(place, artifact),
                artifact.text("name"),
                artifact.text("s3-prefix"),
                artifact.yes("enable-symlinks"));
    }

    private static FileSet fileSet(String place, YamlMapping mapping) throws BuildspecException {
        List<String> files = mapping.list("files", "Files");
        if (files.isEmpty()) {
            throw new BuildspecException(place + ".files: got nothing, expected at least one pattern");
        }
        return new FileSet(
                files,
                mapping.list("exclude-paths", "ExcludePaths"),
                mapping.text("base-directory", "."),
                mapping.yes("discard-paths"));
    }

    private static CacheSection cache(@Nullable YamlMapping cache) throws BuildspecException {
        if (cache == null) {
            return CacheSection.EMPTY;
        }
        cache.noteUnknown("cache", List.of("paths", "key", "fallback-keys", "action"));
        List<String> fallbackKeys = cache.list("fallback-keys", "FallbackKeys");
        if (fallbackKeys.size() > MOST_FALLBACK_KEYS) {
            throw new BuildspecException(cache.child("fallback-keys") + ": got " + fallbackKeys.size()
                    + " keys, expected at most " + MOST_FALLBACK_KEYS + " at line " + cache.lineOf("fallback-keys"));
        }
        return new CacheSection(
                cache.list("paths", "Paths"),
                cache.text("key"),
                fallbackKeys,
                cache.parsed("action", CacheSection.Action.RESTORE_AND_SAVE, CacheSection.Action::of));
    }
}
