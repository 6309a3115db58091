package dev.slipway.local.cloud.ecs.control;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;

/** The controller's records in one file, replaced as a whole: after a crash it is the old state or the new one. */
final class RecordFile {
    private static final ObjectMapper JSON = mapper();

    private final Path file;
    private byte[] written = {};

    RecordFile(Path file) {
        this.file = file;
    }

    private static ObjectMapper mapper() {
        var times = new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, parsing(Instant.class, Instant::parse))
                .addDeserializer(Duration.class, parsing(Duration.class, Duration::parse));
        return new ObjectMapper()
                .registerModule(times)
                .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .setVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static <T> StdScalarDeserializer<T> parsing(Class<T> type, Function<String, T> parse) {
        return new StdScalarDeserializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return parse.apply(parser.getText());
            }
        };
    }

    Records read() {
        try {
            if (!Files.exists(file)) {
                return new Records();
            }
            written = Files.readAllBytes(file);
            return JSON.readValue(written, Records.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "%s is not readable (%s), expected the records of the ECS controller: ./slipway local reset starts afresh"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes them if they changed, and returns only when the disk has them. */
    void write(Records records) {
        try {
            var bytes = JSON.writeValueAsBytes(records);
            if (Arrays.equals(bytes, written)) {
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = file.resolveSibling(file.getFileName() + ".next");
            try (var channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("records of the ECS controller cannot be written to " + file, e);
        }
    }
}
