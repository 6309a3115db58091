package dev.slipway.local.executions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a source action brought.
 *
 * @param action name of the source action
 * @param id the commit, or another id of the source's provider
 * @param message the commit's message; empty when the provider tells none
 */
public record Revision(String action, String id, String message) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORT = 8;

    /**
     * A revision from a summary of CodePipeline, which is the message itself for CodeCommit, and JSON for sources behind a connection.
     *
     * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_SourceRevision.html">SourceRevision</a>
     */
    public static Revision of(@Nullable String action, @Nullable String id, @Nullable String summary) {
        return new Revision(
                action == null ? "" : action, id == null ? "" : id, summary == null ? "" : message(summary.strip()));
    }

    private static String message(String summary) {
        if (summary.startsWith("{")) {
            try {
                return JSON.readTree(summary)
                        .path("CommitMessage")
                        .asText(summary)
                        .strip();
            } catch (JsonProcessingException e) {
                return summary; // a message that begins with a brace
            }
        }
        return summary;
    }

    /** The id as people write it: the first characters of a commit, anything else whole. */
    public String shortId() {
        return id.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? id.substring(0, SHORT) : id;
    }

    /** The first line of the message. */
    public String title() {
        return message.lines().findFirst().orElse("");
    }
}
