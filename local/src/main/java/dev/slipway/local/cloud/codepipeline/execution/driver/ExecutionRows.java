package dev.slipway.local.cloud.codepipeline.execution.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Executions as rows of the store. */
final class ExecutionRows {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new ToStringSerializer())
                    .addDeserializer(Instant.class, new Times()));

    private ExecutionRows() {}

    private static final class Times extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Times() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }

    static ObjectNode write(Execution execution) {
        return JSON.valueToTree(execution);
    }

    static Execution read(ObjectNode row) {
        try {
            return JSON.treeToValue(row, Execution.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an execution in the state folder cannot be read", e);
        }
    }
}
