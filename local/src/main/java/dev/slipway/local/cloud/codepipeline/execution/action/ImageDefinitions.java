package dev.slipway.local.cloud.codepipeline.execution.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.cloud.store.JsonEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The images of a deployment, by container.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html">Image definitions file</a>
 */
final class ImageDefinitions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 100 << 10;

    private ImageDefinitions() {}

    static Map<String, String> read(Path zip, String name, Location location) throws ActionFailure {
        try (var archive = new ZipFile(zip.toFile())) {
            var entry = archive.getEntry(name);
            if (entry == null) {
                throw new ActionFailure(
                        "ConfigurationError",
                        ("Did not find the image definition file %s in the input artifacts ZIP file. Verify the file is"
                                        + " stored in your pipeline's Amazon S3 artifact bucket: %s key: %s")
                                .formatted(name, location.bucket(), location.key()));
            }
            try (var content = archive.getInputStream(entry)) {
                return parse(name, content.readNBytes(MOST_BYTES + 1));
            }
        } catch (ZipException e) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The input artifact is not a zip, or is damaged: bucket %s key: %s"
                            .formatted(location.bucket(), location.key()));
        } catch (IOException e) {
            throw new UncheckedIOException("the input artifact could not be read", e);
        }
    }

    private static Map<String, String> parse(String name, byte[] bytes) throws ActionFailure {
        if (bytes.length > MOST_BYTES) {
            throw wrong(name, "it has more than %d bytes".formatted(MOST_BYTES));
        }
        JsonNode array;
        try {
            array = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw wrong(name, "it is not UTF-8");
        } catch (JsonProcessingException e) {
            throw wrong(name, "it is not JSON from %s on".formatted(JsonEnd.of(e)));
        }
        if (!array.isArray() || array.isEmpty()) {
            throw wrong(name, "it is not an array with at least one entry");
        }
        var images = new LinkedHashMap<String, String>();
        for (var entry : array) {
            var container = entry.path("name").asText();
            var image = entry.path("imageUri").asText();
            if (container.isEmpty() || image.isEmpty()) {
                throw wrong(name, "the entry %s lacks name or imageUri".formatted(entry));
            }
            if (images.put(container, image) != null) {
                throw wrong(name, "the container '%s' stands twice".formatted(container));
            }
        }
        return images;
    }

    private static ActionFailure wrong(String name, String why) {
        return new ActionFailure(
                "ConfigurationError",
                "The image definition file %s is not valid, expected a UTF-8 JSON array of name and imageUri: %s"
                        .formatted(name, why));
    }
}
