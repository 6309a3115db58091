package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineKey;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The tokens of starts, so that a start that is asked for again starts nothing again. They are forgotten after a day. */
final class StartTokens {
    private static final String TABLE = "codepipeline.tokens";
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    StartTokens(Clock clock) {
        this.clock = clock;
    }

    /** A token that was used before. */
    static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String execution;

        Taken(String execution) {
            super("the token belongs to execution " + execution);
            this.execution = execution;
        }

        String execution() {
            return execution;
        }
    }

    /**
     * Takes a token for an execution.
     *
     * @throws Taken when it was taken before
     */
    void take(Transaction transaction, PipelineKey pipeline, String token, String execution) {
        if (token.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var key = pipeline.path() + "/" + token;
        transaction
                .get(TABLE, key)
                .filter(row -> fresh(row.path("time").asText(), now))
                .ifPresent(row -> {
                    throw new Taken(row.path("execution").asText());
                });
        transaction.all(TABLE).forEach((old, row) -> {
            if (!fresh(row.path("time").asText(), now)) {
                transaction.remove(TABLE, old);
            }
        });
        transaction.put(TABLE, key, Json.object().put("execution", execution).put("time", now.toString()));
    }

    private static boolean fresh(String time, Instant now) {
        return Instant.parse(time).plus(KEPT).isAfter(now);
    }
}
