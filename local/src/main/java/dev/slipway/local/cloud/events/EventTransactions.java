package dev.slipway.local.cloud.events;

import dev.slipway.local.cloud.store.Transaction;
import java.util.function.BiFunction;

/** Transactions of the store that also put events, so that a change and its event are there together or not at all. */
public interface EventTransactions {
    /**
     * Reads, changes and puts events. When the work throws, nothing is changed and no event is put.
     *
     * @param work is given the transaction, and the bus as part of it
     */
    <T> T write(BiFunction<Transaction, EventBus, T> work);
}
