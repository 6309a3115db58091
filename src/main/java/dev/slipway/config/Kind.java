package dev.slipway.config;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** A kind of setting: how it is read, and how the JSON schema describes it. */
interface Kind {
    /**
     * Reads a value that is set.
     *
     * @return the value, or null when it is wrong and the problem was added
     */
    @Nullable
    Object read(Node node, Problems problems);

    /** What is allowed, as JSON schema. */
    JsonObject schema();
}
