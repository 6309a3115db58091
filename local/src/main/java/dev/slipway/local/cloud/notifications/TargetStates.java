package dev.slipway.local.cloud.notifications;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;

/**
 * Which targets could not be reached, by address. As long as nothing was sent to a target, it counts as active.
 *
 * @param store where they are kept
 */
record TargetStates(Store store) {
    private static final String TABLE = "notifications.unreachable";

    /** The status as ListTargets tells it. */
    String of(String address) {
        return store.read(view -> view.get(TABLE, address)).isPresent() ? "UNREACHABLE" : "ACTIVE";
    }

    void reached(String address) {
        store.write(transaction -> {
            forget(transaction, address);
            return address;
        });
    }

    void unreachable(String address, String reason) {
        store.write(transaction -> {
            transaction.put(TABLE, address, Json.object().put("reason", reason));
            return address;
        });
    }

    void forget(Transaction transaction, String address) {
        transaction.remove(TABLE, address);
    }
}
