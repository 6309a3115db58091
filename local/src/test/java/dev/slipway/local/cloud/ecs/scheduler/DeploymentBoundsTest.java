package dev.slipway.local.cloud.ecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentBoundsTest {
    @ParameterizedTest(name = "{0} tasks at {1} to {2} percent: {3} to {4}")
    @CsvSource({
        "4, 100, 200, 4, 8",
        "4, 50, 200, 2, 8",
        "3, 50, 150, 2, 4",
        "5, 33, 110, 2, 5",
        "1, 50, 150, 1, 1",
        "1, 0, 100, 0, 1",
        "0, 100, 200, 0, 0",
        "2000, 99, 10000, 1980, 200000",
    })
    void theFloorIsRoundedUpAndTheCeilingDown(int desired, int minimum, int maximum, int floor, int ceiling) {
        var configuration = new DeploymentConfiguration(minimum, maximum, CircuitBreaker.OFF, DeploymentAlarms.NONE);
        assertThat(configuration.floor(desired)).isEqualTo(floor);
        assertThat(configuration.ceiling(desired)).isEqualTo(ceiling);
    }

    @ParameterizedTest(name = "{0} tasks: {1} failures")
    @CsvSource({"0, 3", "1, 3", "5, 3", "6, 3", "7, 4", "25, 13", "400, 200", "401, 200", "2000, 200"})
    void theCircuitBreakerThresholdIsHalfOfTheDesiredCountBetween3And200(int desired, int threshold) {
        assertThat(new CircuitBreaker(true, true).threshold(desired)).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 200, 'minimumHealthyPercent is -1, expected 0 to 100: correct it'",
        "101, 200, 'minimumHealthyPercent is 101, expected 0 to 100: correct it'",
        "50, 99, 'maximumPercent is 99, expected 100 to 10000: correct it'",
    })
    void boundsThatMakeNoSenseAreRefused(int minimum, int maximum, String message) {
        assertThatThrownBy(
                        () -> new DeploymentConfiguration(minimum, maximum, CircuitBreaker.OFF, DeploymentAlarms.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
