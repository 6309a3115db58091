package dev.slipway.local.rehearsal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void hasTheFaultsThatUsersMeet() {
        assertThat(Faults.all().stream().map(Fault::name))
                .containsExactly(
                        "failing-build",
                        "test-failure",
                        "registry-down",
                        "throttling",
                        "wrong-container-name",
                        "unhealthy-container",
                        "crash-loop",
                        "approval-rejected",
                        "denied-permission",
                        "artifact-gone",
                        "concurrent-pushes",
                        "source-branch-missing");
    }

    @Test
    void findsAFaultByItsNameAndListsAllForAnyOther() {
        assertThat(Faults.named("crash-loop").about())
                .isEqualTo("a version whose container ends right after its start");
        assertThatThrownBy(() -> Faults.named("meteor"))
                .hasMessageStartingWith("no fault 'meteor', expected one of: all failing-build test-failure ");
    }

    @Test
    void choosesThoseThatAreNamedInTheirOrderOrAll() {
        assertThat(Faults.chosen(List.of("throttling", "crash-loop")).stream().map(Fault::name))
                .containsExactly("throttling", "crash-loop");
        assertThat(Faults.chosen(List.of("crash-loop", "all"))).isEqualTo(Faults.all());
        assertThat(Faults.chosen(List.of())).isEmpty();
        assertThatThrownBy(() -> Faults.chosen(List.of("crash-loop", "meteor")))
                .hasMessageStartingWith("no fault 'meteor', expected one of: all ");
    }
}
