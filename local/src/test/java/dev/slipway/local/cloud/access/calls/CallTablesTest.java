package dev.slipway.local.cloud.access.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.access.AccessRequest;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Compares what calls need with tables in the resources, one call a line. */
class CallTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallTables TABLES = new CallTables(new KnownFacts());

    private static String told(List<AccessRequest> requests) {
        return requests.stream()
                .map(request -> request.action() + " "
                        + String.join(" ", request.resources())
                                .replace("arn:aws:", "")
                                .replace("us-east-1:000000000000", "HERE")
                        + new TreeMap<>(request.context())
                                .entrySet().stream()
                                        .map(entry -> " " + entry.getKey() + "=" + String.join(",", entry.getValue()))
                                        .collect(Collectors.joining())
                                        .replace("us-east-1:000000000000", "HERE"))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0}:{1} {2}")
    @CsvFileSource(resources = "calls.csv", delimiter = '|', quoteCharacter = '`')
    void tellWhatCallsNeed(String prefix, String operation, String input, String expected)
            throws JsonProcessingException {
        var call = new ApiCall(prefix, operation, "us-east-1", JSON.readTree(input));
        assertThat(told(TABLES.requests(call))).isEqualTo(expected);
    }

    @Test
    void readFormsAsTheyAreMeant() {
        assertThat(FormInput.of(
                        null,
                        "Action=X&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=c&Names.2=y&Names.1=x"
                                + "&Names.10=z&Attributes.entry.1.key=k&Attributes.entry.1.value=v"))
                .hasToString(
                        "{\"Action\":\"X\",\"Attributes\":[{\"key\":\"k\",\"value\":\"v\"}],\"Names\":[\"x\",\"y\",\"z\"],"
                                + "\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"},{\"Key\":\"c\"}]}");
    }
}
