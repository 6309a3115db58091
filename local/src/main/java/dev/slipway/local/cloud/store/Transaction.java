package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A view of the store that collects changes. */
public final class Transaction {
    private final Function<String, NavigableMap<String, ObjectNode>> stored;
    private final Map<String, Map<String, Optional<ObjectNode>>> changes = new TreeMap<>();

    Transaction(Function<String, NavigableMap<String, ObjectNode>> stored) {
        this.stored = stored;
    }

    Map<String, Map<String, Optional<ObjectNode>>> changes() {
        return changes;
    }

    /** A copy of one object. */
    public Optional<ObjectNode> get(String table, String key) {
        var changed = changes.getOrDefault(table, new TreeMap<>()).get(key);
        if (changed != null) {
            return changed.map(ObjectNode::deepCopy);
        }
        return Optional.ofNullable(stored.apply(table).get(key)).map(ObjectNode::deepCopy);
    }

    /** Copies of the objects of a table, by key, in the order of the keys. */
    public Map<String, ObjectNode> all(String table) {
        return startingWith(table, "");
    }

    /** Copies of the objects whose keys begin so, by key, in the order of the keys; the others cost nothing. */
    public Map<String, ObjectNode> startingWith(String table, String prefix) {
        var rows = new TreeMap<String, ObjectNode>();
        for (var entry : stored.apply(table).tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            rows.put(entry.getKey(), entry.getValue().deepCopy());
        }
        changes.getOrDefault(table, new TreeMap<>()).forEach((key, row) -> {
            if (key.startsWith(prefix)) {
                row.ifPresentOrElse(present -> rows.put(key, present.deepCopy()), () -> rows.remove(key));
            }
        });
        return rows;
    }

    /** Puts an object. */
    public void put(String table, String key, ObjectNode object) {
        changes.computeIfAbsent(table, name -> new TreeMap<>()).put(key, Optional.of(object.deepCopy()));
    }

    /** Removes an object, if it is there. */
    public void remove(String table, String key) {
        if (get(table, key).isPresent()) {
            changes.computeIfAbsent(table, name -> new TreeMap<>()).put(key, Optional.empty());
        }
    }
}
