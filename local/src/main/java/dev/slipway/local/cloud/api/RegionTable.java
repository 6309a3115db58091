package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A table of the store whose rows belong to regions.
 *
 * @param store the store
 * @param name the table's name
 */
public record RegionTable(Store store, String name) {
    /** The row with this key in the region of a call. */
    public Optional<ObjectNode> find(Transaction view, Call call, String key) {
        return view.get(name, call.region() + "/" + key);
    }

    /** The row with this key in the region of a call. */
    public Optional<ObjectNode> find(Call call, String key) {
        return store.read(view -> find(view, call, key));
    }

    /** The rows in the region of a call, by key. */
    public Map<String, ObjectNode> all(Call call) {
        return store.read(view -> all(view, call));
    }

    /** The rows in the region of a call, by key. */
    public Map<String, ObjectNode> all(Transaction view, Call call) {
        return startingWith(view, call, "");
    }

    /** The rows in the region of a call whose keys begin so, by key; the others cost nothing. */
    public Map<String, ObjectNode> startingWith(Transaction view, Call call, String prefix) {
        var region = call.region() + "/";
        var rows = new TreeMap<String, ObjectNode>();
        view.startingWith(name, region + prefix).forEach((key, row) -> rows.put(key.substring(region.length()), row));
        return rows;
    }

    /** Puts a row. */
    public void put(Transaction transaction, Call call, String key, ObjectNode row) {
        transaction.put(name, call.region() + "/" + key, row);
    }

    /** Removes a row, if it is there. */
    public void remove(Transaction transaction, Call call, String key) {
        transaction.remove(name, call.region() + "/" + key);
    }

    /** Changes the store; see {@link Store#write}. */
    public <T> T write(Function<Transaction, T> work) {
        return store.write(work);
    }
}
