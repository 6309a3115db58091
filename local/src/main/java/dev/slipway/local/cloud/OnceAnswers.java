package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.api.Answer;
import dev.slipway.local.cloud.store.Store;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers to requests that must be carried out once. A client that was killed before it read the answer names its request with the same
 * header again, and gets the same answer. Only services of ours are here; ministack's launcher does the same for all others.
 */
final class OnceAnswers {
    /** The header that names a request. */
    static final String HEADER = "x-slipway-once";

    private static final String TABLE = "answered-once";

    private final Store store;

    OnceAnswers(Store store) {
        this.store = store;
    }

    /** The answer that was given to the request of this name. */
    private Optional<Answer> find(String name) {
        return store.read(transaction -> transaction.get(TABLE, name))
                .map(kept -> new Answer(200, null, kept.path("body").asText()));
    }

    /**
     * The answer to a request of this name: the one that it had, or that of the work, which is kept together with what the work changed. An
     * answer that says that nothing was done is not kept.
     */
    Answer answer(String name, Supplier<Answer> work) {
        return find(name)
                .orElseGet(() -> store.together(work, (transaction, answer) -> {
                    if (answer.error() == null) {
                        transaction.put(
                                TABLE,
                                name,
                                JsonNodeFactory.instance.objectNode().put("body", answer.body()));
                    }
                }));
    }
}
