package dev.slipway.local.cloud.codebuild.execution.buildspec;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads buildspecs of the versions 0.1 and 0.2. Scalars are taken as they are written, so {@code 010} and {@code yes} stay what they are.
 *
 * <p>Stricter than AWS: a key that CodeBuild does not know is an error, since a misspelt section would be passed over in silence.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build specification reference</a>
 */
public final class BuildspecParser {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private BuildspecParser() {}

    /**
     * Reads a buildspec.
     *
     * @throws BuildspecException with AWS's message, if the text is not YAML or not a buildspec
     */
    public static Buildspec parse(String text) throws BuildspecException {
        Node root = compose(text);
        if (root == null) {
            throw new BuildspecException("got an empty buildspec, expected at least version and phases");
        }
        YamlMapping top = YamlMapping.of("", root);
        BuildspecVersion version = version(top.text("version"));
        top.expectOnly("version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache");
        return new Buildspec(
                version,
                top.text("run-as"),
                environment(top.mapping("env")),
                phases(top.mapping("phases")),
                reports(top.mapping("reports")),
                artifacts(top.mapping("artifacts")),
                cache(top.mapping("cache")));
    }

    private static @Nullable Node compose(String text) throws BuildspecException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(100);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new BuildspecException(e.getProblem() + " at line " + line, e);
        } catch (YAMLException e) {
            throw new BuildspecException(String.valueOf(e.getMessage()), e);
        }
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

    private static EnvironmentSection environment(@Nullable YamlMapping env) throws BuildspecException {
        if (env == null) {
            return EnvironmentSection.EMPTY;
        }
        env.expectOnly(
                "shell",
                "variables",
                "parameter-store",
                "secrets-manager",
                "exported-variables",
                "git-credential-helper");
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
                env.list("exported-variables", "ExportedVariables"),
                env.yes("git-credential-helper"));
    }

    private static Map<String, String> variables(@Nullable YamlMapping mapping) throws BuildspecException {
        if (mapping == null) {
            return Map.of();
        }
        for (String name : mapping.keys()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new BuildspecException(mapping.child(name) + ": got '" + name
                        + "' as a variable's name, expected letters, digits and underscores at line "
                        + mapping.lineOf(name));
            }
            if (name.startsWith("CODEBUILD_")) {
                throw new BuildspecException(
                        mapping.child(name) + ": the prefix CODEBUILD_ is reserved at line " + mapping.lineOf(name));
            }
        }
        return mapping.texts();
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
            phase.expectOnly("run-as", "on-failure", "runtime-versions", "commands", "finally");
        } else {
            phase.expectOnly("run-as", "on-failure", "commands", "finally");
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
            report.expectOnly("files", "base-directory", "discard-paths", "file-format");
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
        if (more == null) {
            return new ArtifactsSection(artifact("artifacts", artifacts), secondary);
        }
        for (String identifier : more.keys()) {
            YamlMapping one = more.mapping(identifier);
            if (one == null) {
                throw new BuildspecException(
                        more.child(identifier) + ": got nothing, expected files at line " + more.lineOf(identifier));
            }
            secondary.put(identifier, artifact(more.child(identifier), one));
        }
        return new ArtifactsSection(artifact("artifacts", artifacts), secondary);
    }

    private static ArtifactSection artifact(String place, YamlMapping artifact) throws BuildspecException {
        if ("artifacts".equals(place)) {
            artifact.expectOnly(
                    "files",
                    "name",
                    "base-directory",
                    "discard-paths",
                    "exclude-paths",
                    "enable-symlinks",
                    "s3-prefix",
                    "secondary-artifacts");
        } else {
            artifact.expectOnly(
                    "files",
                    "name",
                    "base-directory",
                    "discard-paths",
                    "exclude-paths",
                    "enable-symlinks",
                    "s3-prefix");
        }
        if (artifact.yes("enable-symlinks")) {
            throw new BuildspecException(
                    place + ".enable-symlinks: symbolic links in artifacts are not supported by local builds, "
                            + "remove the key at line " + artifact.lineOf("enable-symlinks"));
        }
        return new ArtifactSection(fileSet(place, artifact), artifact.text("name"), artifact.text("s3-prefix"));
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
        cache.expectOnly("paths", "key", "fallback-keys", "action");
        for (String key : List.of("fallback-keys", "action")) {
            if (cache.has(key)) {
                throw new BuildspecException(cache.child(key)
                        + ": not supported by local builds, remove the key at line " + cache.lineOf(key));
            }
        }
        return new CacheSection(cache.list("paths", "Paths"), cache.text("key"));
    }
}
