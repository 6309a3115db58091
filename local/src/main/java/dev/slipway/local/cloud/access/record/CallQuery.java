package dev.slipway.local.cloud.access.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls somebody asks for.
 *
 * @param role ARN of the role, or null for any
 * @param session name of the session, or null for any
 * @param since the earliest time, included
 * @param limit at most so many, the newest
 */
public record CallQuery(@Nullable String role, @Nullable String session, Instant since, int limit) {
    /** Refuses a limit below 1. */
    public CallQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit %d, expected at least 1".formatted(limit));
        }
    }

    /** Every call that is kept. */
    public static CallQuery all() {
        return new CallQuery(null, null, Instant.EPOCH, Integer.MAX_VALUE);
    }

    /** The calls of one role. */
    public CallQuery ofRole(String arn) {
        return new CallQuery(arn, session, since, limit);
    }

    /** The calls of one session. */
    public CallQuery ofSession(String name) {
        return new CallQuery(role, name, since, limit);
    }

    /** The calls from a time on. */
    public CallQuery from(Instant time) {
        return new CallQuery(role, session, time, limit);
    }

    /** The newest calls. */
    public CallQuery newest(int count) {
        return new CallQuery(role, session, since, count);
    }

    boolean wants(JudgedCall call) {
        return (role == null || role.equals(call.role()))
                && (session == null || session.equals(call.session()))
                && !call.time().isBefore(since);
    }
}
