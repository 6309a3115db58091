package dev.slipway.local.provider.once;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the engine asked to create and has not been seen to know of since. The engine learns of a resource only from the answer; when it
 * is killed before, it asks again at the next {@code up}. The same intent then leads the local cloud to the answers that it gave before.
 *
 * <p>Kept in a file that only grows while the plugin runs, one line an event, on disk before the first request goes out.
 */
public final class Intents {
    private final @Nullable Path file;
    private final Map<String, Intent> open = new TreeMap<>();

    private final Map<String, ByteString> seeds = new TreeMap<>();

    private record Intent(String id, String inputs, ByteString seed) {}

    private Intents(@Nullable Path file) {
        this.file = file;
    }

    /** Reads the intents of a folder; an empty name keeps none beyond this process. */
    public static Intents in(String folder) {
        if (folder.isEmpty()) {
            return new Intents(null);
        }
        Path file = Path.of(folder, "intents.jsonl");
        Intents intents = new Intents(file);
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                intents.read(file);
            }
            return intents;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use %s, where creations that were interrupted are kept: make it readable and writable, or run ./slipway local reset"
                            .formatted(file),
                    e);
        }
    }

    private void read(Path from) throws IOException {
        for (String line : Files.readAllLines(from)) {
            JsonObject event;
            try {
                event = JsonParser.parseString(line).getAsJsonObject();
            } catch (JsonParseException | IllegalStateException e) {
                // A kill cut the last line short: its requests had not gone out.
                continue;
            }
            String urn = event.get("urn").getAsString();
            if (event.has("id")) {
                open.put(
                        urn,
                        new Intent(
                                event.get("id").getAsString(),
                                event.get("inputs").getAsString(),
                                ByteString.copyFrom(Base64.getDecoder()
                                        .decode(event.get("seed").getAsString()))));
            } else {
                open.remove(urn);
            }
        }
    }

    /**
     * The seed of the names that are made up for a resource: the engine's, but for a resource whose creation was interrupted
     * the one that it had then, since a new name would be another resource.
     */
    public synchronized ByteString seed(String urn, ByteString engines) {
        Intent known = open.get(urn);
        ByteString seed = known == null ? engines : known.seed();
        seeds.put(urn, seed);
        return seed;
    }

    /**
     * An intent that is open.
     *
     * @param id its id
     * @param repeated whether it was open before: what was asked then may have been carried out
     */
    public record Opened(String id, boolean repeated) {}

    /** The intent to create this resource with these inputs: an open one, or a new one. */
    public synchronized Opened open(String urn, String inputs) {
        Intent known = open.get(urn);
        if (known != null && known.inputs().equals(inputs)) {
            return new Opened(known.id(), true);
        }
        ByteString seed = seeds.getOrDefault(urn, ByteString.EMPTY);
        Intent fresh = new Intent(UUID.randomUUID().toString(), inputs, seed);
        JsonObject event = new JsonObject();
        event.addProperty("urn", urn);
        event.addProperty("id", fresh.id());
        event.addProperty("inputs", inputs);
        event.addProperty("seed", Base64.getEncoder().encodeToString(seed.toByteArray()));
        append(event);
        open.put(urn, fresh);
        return new Opened(fresh.id(), false);
    }

    /** The engine knows the resource, or it is no more: the next creation of this name is another one. */
    public synchronized void close(String urn) {
        if (open.remove(urn) != null) {
            JsonObject event = new JsonObject();
            event.addProperty("urn", urn);
            append(event);
        }
    }

    private void append(JsonObject event) {
        if (file == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap((event + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": make it writable", e);
        }
    }
}
