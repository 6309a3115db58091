package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a store in memory, and how changes of them are written. */
final class Tables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, TreeMap<String, ObjectNode>> tables = new TreeMap<>();

    NavigableMap<String, ObjectNode> rows(String table) {
        return tables.getOrDefault(table, new TreeMap<>());
    }

    void put(String table, String key, @Nullable ObjectNode value) {
        var rows = tables.computeIfAbsent(table, name -> new TreeMap<>());
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    void apply(Map<String, ? extends Map<String, Optional<ObjectNode>>> changes) {
        changes.forEach((table, rows) -> rows.forEach((key, row) -> put(table, key, row.orElse(null))));
    }

    void apply(String text) throws JsonProcessingException {
        JSON.readTree(text).properties().forEach(table -> table.getValue()
                .properties()
                .forEach(row -> put(table.getKey(), row.getKey(), row.getValue() instanceof ObjectNode o ? o : null)));
    }

    static String text(Map<String, ? extends Map<String, Optional<ObjectNode>>> changes) {
        var json = JsonNodeFactory.instance.objectNode();
        changes.forEach((table, rows) -> {
            var object = json.putObject(table);
            rows.forEach((key, row) -> {
                if (row.isPresent()) {
                    object.set(key, row.get());
                } else {
                    object.putNull(key);
                }
            });
        });
        return json.toString();
    }

    /** Everything, as one change. */
    String text() {
        var all = JsonNodeFactory.instance.objectNode();
        tables.forEach((table, rows) -> rows.forEach(all.withObjectProperty(table)::set));
        return all.toString();
    }
}
