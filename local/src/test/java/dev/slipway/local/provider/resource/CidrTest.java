package dev.slipway.local.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "good",
            value = {
                "10.0.0.0/16, good",
                "0.0.0.0/0, good",
                "10.1.2.3/32, good",
                "10.0.0.1/16, 'expected the first address of the network, 10.0.0.0/16'",
                "10.0.0.0/33, 'expected an IPv4 network such as 10.0.0.0/16: /33 is more than /32'",
                "10.0.0.256/32, 'expected an IPv4 network such as 10.0.0.0/16: 256 is more than 255'",
                "10.0.0.0, expected an IPv4 network such as 10.0.0.0/16",
                "web, expected an IPv4 network such as 10.0.0.0/16"
            })
    void networksAreChecked(String cidr, @org.jspecify.annotations.Nullable String problem) {
        assertThat(Cidr.problem(cidr)).isEqualTo(problem);
    }
}
