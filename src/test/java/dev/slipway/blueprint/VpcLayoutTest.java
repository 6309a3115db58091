package dev.slipway.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpcLayoutTest {
    @Test
    void givesEachSubnetAQuarter() {
        assertThat(VpcLayout.subnets(new VpcCidr("10.42.0.0/16"), 4))
                .isEqualTo(List.of("10.42.0.0/18", "10.42.64.0/18", "10.42.128.0/18", "10.42.192.0/18"));
        assertThat(VpcLayout.subnets(new VpcCidr("192.168.7.0/24"), 2))
                .isEqualTo(List.of("192.168.7.0/26", "192.168.7.64/26"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8, 'got \"10.0.0.1/8\", expected the IPv4 range of a VPC: 10 to 18 characters, A.B.C.D/N, N from 16 to 24'",
        "10.0.1.0/16, 'got \"10.0.1.0/16\", expected the first address of a /16: \"10.0.0.0/16\"'"
    })
    void refusesARangeThatCannotBeDivided(String range, String message) {
        assertThatThrownBy(() -> new VpcCidr(range)).hasMessage(message);
    }
}
