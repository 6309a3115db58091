package dev.slipway.local.cloud.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Records as JSON; times as ISO 8601. */
final class PageJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new SimpleModule().addSerializer(new Times()));

    private PageJson() {}

    private static final class Times extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Times() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(time.toString());
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(byte[] body) throws IOException {
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }
}
