package dev.slipway.local.cloud.codebuild.execution.artifact;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import dev.slipway.local.cloud.codebuild.execution.files.FileSets;
import dev.slipway.local.cloud.codebuild.execution.files.ZipFiles;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.model.UploadedArtifact;
import dev.slipway.local.cloud.codebuild.execution.port.ArtifactTransfer;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Uploads the outputs of a build. */
public final class ArtifactUpload {
    private final FileSets files;
    private final ArtifactTransfer transfer;
    private final Path scratch;
    private final String buildUuid;

    /**
     * @param scratch a folder for zips on their way
     * @param buildUuid the build's part of keys with namespace BUILD_ID
     */
    public ArtifactUpload(FileSets files, ArtifactTransfer transfer, Path scratch, String buildUuid) {
        this.files = files;
        this.transfer = transfer;
        this.scratch = scratch;
        this.buildUuid = buildUuid;
    }

    /**
     * Uploads one output.
     *
     * @param section what the buildspec says, with variables expanded, or null when it has no artifacts
     * @throws NoArtifactException if no file matches
     * @throws CloudCallException if S3 refused
     */
    public UploadedArtifact upload(ArtifactOutput output, @Nullable ArtifactsSection section, Consumer<String> log)
            throws IOException, CloudCallException, NoArtifactException {
        if (section == null) {
            throw new NoArtifactException("no matching artifact paths found");
        }
        boolean primary = output.identifier().isEmpty();
        ArtifactSection artifact =
                primary ? section.primary() : section.secondary().get(output.identifier());
        if (artifact == null && primary) {
            throw new NoArtifactException(
                    "no matching artifact paths found: section artifacts of the buildspec has no files");
        }
        if (artifact == null) {
            throw new NoArtifactException("no secondary artifact '" + output.identifier()
                    + "' in the buildspec, which has " + section.secondary().keySet());
        }
        boolean zipped = output.packaging() == ArtifactOutput.Packaging.ZIP;
        SortedMap<String, Path> found = files.find(artifact.fileSet(), zipped && artifact.keepsLinks(), log);
        if (found.isEmpty()) {
            throw new NoArtifactException("no matching artifact paths found");
        }
        String key = key(output, artifact);
        return zipped ? zip(output, key, found) : each(output, key, found);
    }

    private UploadedArtifact zip(ArtifactOutput output, String key, SortedMap<String, Path> found)
            throws IOException, CloudCallException {
        Path zip = Files.createTempFile(scratch, "artifact", ".zip");
        try {
            ZipFiles.write(zip, found);
            S3Location location = new S3Location(output.bucket(), key);
            transfer.upload(zip, location);
            return new UploadedArtifact(
                    output.identifier(), location.arn(), digest("MD5", zip), digest("SHA-256", zip));
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private UploadedArtifact each(ArtifactOutput output, String key, SortedMap<String, Path> found)
            throws CloudCallException {
        for (Map.Entry<String, Path> file : found.entrySet()) {
            transfer.upload(file.getValue(), new S3Location(output.bucket(), key + "/" + file.getKey()));
        }
        return new UploadedArtifact(output.identifier(), new S3Location(output.bucket(), key).arn(), "", "");
    }

    /** The build's id comes between path and name; a prefix in the buildspec then stands for the path. */
    private String key(ArtifactOutput output, ArtifactSection artifact) {
        boolean byBuild = output.namespace() == ArtifactOutput.Namespace.BUILD_ID;
        String prefix = artifact.s3Prefix();
        String path = byBuild && prefix != null ? prefix : output.path();
        String named = artifact.name();
        String name = output.nameFromBuildspec() && named != null ? named : output.name();
        List<String> parts = new ArrayList<>();
        Stream.of(path, byBuild ? buildUuid : "", name)
                .map(ArtifactUpload::withoutOuterSlashes)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return String.join("/", parts);
    }

    private static String withoutOuterSlashes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String digest(String algorithm, Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance(algorithm))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is a part of every Java", e);
        }
    }
}
