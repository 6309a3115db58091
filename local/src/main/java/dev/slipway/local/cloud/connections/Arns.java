package dev.slipway.local.cloud.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * ARNs of connections and hosts, which start with the service's name or with its former one.
 *
 * @param service the name under which the service is asked
 */
record Arns(String service) {
    private static final String FORMER = "codestar-connections";

    String of(Call call, String resource) {
        return call.arn(service, resource);
    }

    /** The part after the account, such as {@code connection/ID}: the same under both names. */
    static String resource(String arn) {
        return arn.split(":", 6).length == 6 ? arn.split(":", 6)[5] : arn;
    }

    /** What is shown of a row: the former name's model allows ARNs with the former name only. */
    ObjectNode show(ObjectNode row, List<String> members) {
        var shown = Json.pick(row, members);
        if (service.equals(FORMER)) {
            Stream.of("ConnectionArn", "HostArn")
                    .filter(shown::has)
                    .forEach(member -> shown.put(
                            member, shown.path(member).asText().replace(":codeconnections:", ":" + FORMER + ":")));
        }
        return shown;
    }
}
