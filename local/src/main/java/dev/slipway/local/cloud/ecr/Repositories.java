package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.util.Map;
import java.util.TreeMap;

/**
 * The repositories of all regions, with their policies and tags.
 *
 * @param store where they are kept
 */
record Repositories(Store store) {
    static final String TABLE = "ecr.repositories";

    ObjectNode require(Transaction view, Place place) {
        return view.get(TABLE, place.key())
                .orElseThrow(() -> new AwsException(
                        "RepositoryNotFoundException",
                        "The repository with name '%s' does not exist in the registry with id '%s'"
                                .formatted(place.name(), Call.ACCOUNT)));
    }

    ObjectNode require(Call call) {
        return store.read(view -> require(view, Place.of(call)));
    }

    void put(Transaction transaction, Place place, ObjectNode row) {
        transaction.put(TABLE, place.key(), row);
    }

    Map<String, ObjectNode> all(String region) {
        var rows = new TreeMap<String, ObjectNode>();
        store.read(view -> view.all(TABLE)).forEach((key, row) -> {
            if (key.startsWith(region + "/")) {
                rows.put(key.substring(region.length() + 1), row);
            }
        });
        return rows;
    }
}
