package dev.slipway.cicd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The pattern of the event that CodeCommit sends when a branch changes.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">AWS reference</a>
 */
final class ChangeEvent {
    private ChangeEvent() {}

    static String pattern(String repositoryArn, String branch) {
        var detail = new JsonObject();
        detail.add("event", list("referenceCreated", "referenceUpdated"));
        detail.add("referenceType", list("branch"));
        detail.add("referenceName", list(branch));
        var pattern = new JsonObject();
        pattern.add("source", list("aws.codecommit"));
        pattern.add("detail-type", list("CodeCommit Repository State Change"));
        pattern.add("resources", list(repositoryArn));
        pattern.add("detail", detail);
        return pattern.toString();
    }

    private static JsonArray list(String... values) {
        var list = new JsonArray();
        for (var value : values) {
            list.add(value);
        }
        return list;
    }
}
