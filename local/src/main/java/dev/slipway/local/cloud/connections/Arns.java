package dev.slipway.local.cloud.connections;

import dev.slipway.local.cloud.api.Call;

/**
 * ARNs of connections and hosts, which start with the service's name or with its former one.
 *
 * @param service the name under which the service is asked
 */
record Arns(String service) {
    String of(Call call, String resource) {
        return call.arn(service, resource);
    }

    /** The part after the account, such as {@code connection/ID}: the same under both names. */
    static String resource(String arn) {
        return arn.split(":", 6).length == 6 ? arn.split(":", 6)[5] : arn;
    }
}
