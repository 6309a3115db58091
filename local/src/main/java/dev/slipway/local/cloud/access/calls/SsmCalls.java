package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.AccessRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What calls to Systems Manager need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions, resources and condition keys</a>
 */
final class SsmCalls {
    private SsmCalls() {}

    static CallTable table(Facts facts) {
        var reading = Set.of("GetParameter", "GetParameters", "GetParametersByPath", "GetParameterHistory");
        return new CallTable(new Variables()
                        .cut("ParameterNameWithoutLeadingSlash", SsmCalls::bare, "Name", "Names", "Path", "ResourceId"))
                .also(call -> reading.contains(call.operation())
                                && call.input().path("WithDecryption").asBoolean()
                        ? Stream.of("Name", "Names")
                                .flatMap(member -> Variables.texts(call.input(), member))
                                .flatMap(name -> decrypt(call, name, facts))
                                .toList()
                        : List.of());
    }

    private static Stream<AccessRequest> decrypt(ApiCall call, String name, Facts facts) {
        var bare = bare(name);
        return facts.parameterKey(call.region(), name.split(":", 2)[0]).stream()
                .map(key -> KeyUse.by(
                        "ssm",
                        call.region(),
                        "kms:Decrypt",
                        key,
                        Map.of("PARAMETER_ARN", call.arn("ssm", "parameter/" + bare))));
    }

    /** A name without its leading slash and without the version or label that is asked for. */
    private static String bare(String name) {
        var cut = name.startsWith("arn:") ? name.substring(name.indexOf("parameter") + "parameter".length()) : name;
        return cut.replaceFirst("^/", "").split(":", 2)[0];
    }
}
