package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.model.TemporaryCredentials;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport;
import dev.slipway.local.cloud.codebuild.execution.port.ArtifactTransfer;
import dev.slipway.local.cloud.codebuild.execution.port.BuildListener;
import dev.slipway.local.cloud.codebuild.execution.port.BuildPorts;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.LogSink;
import dev.slipway.local.cloud.codebuild.execution.port.SecretLookup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A cloud in memory around a build. What a test did not put there is an error, as on AWS. */
final class TestCloud implements LogSink, SecretLookup, ArtifactTransfer, BuildListener {
    final Map<String, String> parameters = new LinkedHashMap<>();
    final Map<String, String> secrets = new LinkedHashMap<>();
    final Map<S3Location, byte[]> objects = new ConcurrentHashMap<>();
    final Map<String, Map<String, String>> sources = new LinkedHashMap<>();
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<TestReport> reports = Collections.synchronizedList(new ArrayList<>());
    final List<BuildSnapshot> snapshots = Collections.synchronizedList(new ArrayList<>());

    @Nullable
    String resolvedVersion;

    @Nullable
    CloudCallException logDenied;

    @Nullable
    CloudCallException uploadDenied;

    Consumer<String> onLine = line -> {};

    TestCloud() {
        sources.put("", new TreeMap<>());
    }

    TestCloud file(String name, String text) {
        sources.computeIfAbsent("", source -> new TreeMap<>()).put(name, text);
        return this;
    }

    BuildPorts ports() {
        return new BuildPorts(
                this,
                this::download,
                this,
                this,
                () -> new TemporaryCredentials(
                        "ASIAAAAAAAAAAAAAAAAA", "secret", "token", Instant.parse("2026-11-23T13:00:00Z")),
                reports::add,
                this);
    }

    private @Nullable String download(BuildSource source, Path folder) throws CloudCallException, IOException {
        Map<String, String> files = sources.get(source.identifier());
        if (files == null) {
            throw new CloudCallException("NoSuchKey", "The specified key does not exist.");
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
            // As under the strictest umask.
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
        return resolvedVersion;
    }

    @Override
    public void open() throws CloudCallException {
        if (logDenied != null) {
            throw logDenied;
        }
    }

    @Override
    public void line(Instant at, String line) {
        lines.add(line);
        onLine.accept(line);
    }

    @Override
    public void close() {
        events.add("log closed");
    }

    @Override
    public String parameter(String name) throws CloudCallException {
        String value = parameters.get(name);
        if (value == null) {
            throw new CloudCallException("ParameterNotFound", "parameter does not exist: " + name);
        }
        return value;
    }

    @Override
    public String secret(String secretId, @Nullable String versionStage, @Nullable String versionId)
            throws CloudCallException {
        String value = secrets.get(secretId + "/" + versionStage + "/" + versionId);
        if (value == null) {
            throw new CloudCallException(
                    "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        return value;
    }

    @Override
    public void upload(Path file, S3Location to) throws CloudCallException {
        if (uploadDenied != null) {
            throw uploadDenied;
        }
        try {
            objects.put(to, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CloudCallException("InternalError", String.valueOf(e), e);
        }
    }

    @Override
    public boolean download(S3Location from, Path file) throws CloudCallException {
        byte[] bytes = objects.get(from);
        if (bytes == null) {
            return false;
        }
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CloudCallException("InternalError", String.valueOf(e), e);
        }
        return true;
    }

    /** The one with the greatest key stands for the newest. */
    @Override
    public Optional<S3Location> newest(S3Location beginning, String end) {
        return objects.keySet().stream()
                .filter(one -> one.bucket().equals(beginning.bucket())
                        && one.key().startsWith(beginning.key())
                        && one.key().endsWith(end))
                .max(Comparator.comparing(S3Location::key));
    }

    @Override
    public void phaseStarted(BuildSnapshot build, BuildPhase phase) {
        events.add("started " + phase.type());
    }

    @Override
    public void phaseCompleted(BuildSnapshot build, BuildPhase phase) {
        events.add("completed " + phase.type() + " " + phase.status());
    }

    @Override
    public void statusChanged(BuildSnapshot build) {
        events.add("status " + build.status());
        snapshots.add(build);
    }

    /** What commands printed, without the lines of CodeBuild. */
    List<String> output() {
        return lines.stream()
                .filter(line -> !line.startsWith("[Container]") && !line.isEmpty())
                .toList();
    }

    /** The lines of CodeBuild without time. */
    List<String> said() {
        return lines.stream()
                .filter(line -> line.startsWith("[Container]"))
                .map(line ->
                        line.replaceFirst("^\\[Container] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ", ""))
                .map(line -> line.replaceAll("/src\\d+/", "/srcNNN/"))
                .toList();
    }

    /** Names and contents of a zip that was uploaded. */
    Map<String, String> zip(S3Location location) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        byte[] bytes = objects.getOrDefault(location, new byte[0]);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    Set<S3Location> uploaded() {
        return Set.copyOf(objects.keySet());
    }

    BuildSnapshot last() {
        return snapshots.get(snapshots.size() - 1);
    }
}
