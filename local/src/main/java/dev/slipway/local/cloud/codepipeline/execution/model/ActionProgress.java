package dev.slipway.local.cloud.codepipeline.execution.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an action has come.
 *
 * @param externalId of what it started, such as a build; may be empty
 * @param externalUrl where to look at that; may be empty
 * @param summary one line for people; may be empty
 * @param memory what its executor has to know after a restart of the cloud
 */
public record ActionProgress(String externalId, String externalUrl, String summary, Map<String, String> memory) {
    /** At the start. */
    public static final ActionProgress NONE = new ActionProgress("", "", "", Map.of());

    /** Copies its collection. */
    public ActionProgress {
        memory = Collections.unmodifiableMap(new TreeMap<>(memory));
    }

    /** With one more thing to know. */
    public ActionProgress remember(String name, String value) {
        var more = new TreeMap<>(memory);
        more.put(name, value);
        return new ActionProgress(externalId, externalUrl, summary, more);
    }

    /** With what it started. */
    public ActionProgress external(String id, String url) {
        return new ActionProgress(id, url, summary, memory);
    }

    /** With another line for people. */
    public ActionProgress says(String line) {
        return new ActionProgress(externalId, externalUrl, line, memory);
    }
}
