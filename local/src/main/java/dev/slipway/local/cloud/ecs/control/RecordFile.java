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
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.JsonEnd;
import dev.slipway.local.cloud.store.Mark;
import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The controller's records in one file, replaced as a whole: after a crash it is the old state or the new one. A second line counts the
 * writes and has the checksum of all before it.
 */
final class RecordFile {
    private static final ObjectMapper JSON = mapper();
    private static final Pattern END = Pattern.compile("\n(\\d{1,18}) ([0-9a-f]{8})\n");

    private final Path file;
    private final Slot slot;
    private byte[] written = {};
    private long writes;

    RecordFile(Path file) {
        this(file, Slot.none());
    }

    RecordFile(Path file, Slot slot) {
        this.file = file;
        this.slot = slot;
    }

    /** A file's JSON, the number of its write, and the checksum that it names; a file of earlier versions has neither. */
    private record Content(ByteBuffer json, long write, int checksum) {}

    private static Content split(byte[] bytes) {
        var end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        var json = Arrays.copyOf(bytes, end);
        var second = END.matcher(new String(bytes, end, bytes.length - end, StandardCharsets.US_ASCII));
        return second.matches()
                ? new Content(
                        ByteBuffer.wrap(json),
                        Long.parseLong(second.group(1)),
                        HexFormat.fromHexDigits(second.group(2)))
                : new Content(ByteBuffer.wrap(bytes), 0, 0);
    }

    private static byte[] counted(byte[] json, long write) {
        var counted = Arrays.copyOf(json, json.length + Long.BYTES);
        ByteBuffer.wrap(counted, json.length, Long.BYTES).putLong(write);
        return counted;
    }

    /** How a file differs from what was written. */
    static Optional<Damage> damage(Path file, Optional<Mark> mark) {
        var unreadable = Damage.unlessFile(file);
        if (unreadable.isPresent()) {
            return unreadable.filter(damage -> mark.isPresent() || damage.kind() != Damage.Kind.MISSING);
        }
        try {
            var content = split(Files.readAllBytes(file));
            if (content.write() == 0 && mark.isPresent()) {
                return Optional.of(Damage.damaged(file, "its last line, the checksum, is missing"));
            }
            if (content.write() > 0
                    && Mark.checksum(counted(content.json().array(), content.write())) != content.checksum()) {
                return Optional.of(Damage.damaged(file, "its checksum does not match its content"));
            }
            if (mark.filter(known -> known.binding() && known.count() > content.write())
                    .isPresent()) {
                return Optional.of(Damage.damaged(
                        file,
                        "it is write %d, expected %d or a later one: it is older than the rest of the state"
                                .formatted(content.write(), mark.get().count())));
            }
            var unused = JSON.readValue(content.json().array(), Records.class);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(Damage.damaged(file, noRecords(e)));
        } catch (IOException e) {
            return Optional.of(Damage.unreadable(file, e));
        }
    }

    private static String noRecords(JsonProcessingException e) {
        return "it is not JSON of services and tasks from %s on".formatted(JsonEnd.of(e));
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
            var content = split(Files.readAllBytes(file));
            written = content.json().array();
            writes = content.write();
            return JSON.readValue(written, Records.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "%s is damaged (%s), expected the records of the ECS controller: ./slipway local reset starts afresh"
                            .formatted(file, noRecords(e)),
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
            var write = writes + 1;
            var checksum = Mark.checksum(counted(bytes, write));
            var end = "\n%d %s\n".formatted(write, HexFormat.of().toHexDigits(checksum));
            try (var channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (var part : List.of(bytes, end.getBytes(StandardCharsets.US_ASCII))) {
                    var buffer = ByteBuffer.wrap(part);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = bytes;
            writes = write;
            // The disk may still have the old name for the file; the operating system has the new one.
            slot.set(String.valueOf(file.getFileName()), write, checksum, false);
        } catch (IOException e) {
            throw new UncheckedIOException("records of the ECS controller cannot be written to " + file, e);
        }
    }
}
