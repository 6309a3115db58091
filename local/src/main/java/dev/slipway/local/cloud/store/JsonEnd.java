package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Where a text stops being JSON, or the JSON that is expected. What a parser says of it tells of the parser: it is not for users. */
public final class JsonEnd {
    private JsonEnd() {}

    /** The place, as "line 3, column 14". */
    public static String of(JsonProcessingException problem) {
        var location = problem.getLocation();
        return location == null
                ? "its beginning"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
