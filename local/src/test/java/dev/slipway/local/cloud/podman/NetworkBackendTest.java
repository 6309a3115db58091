package dev.slipway.local.cloud.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkBackendTest {
    @Test
    void theFirstThatIsInstalledIsTaken() {
        assertThat(NetworkBackend.choose(null, one -> true)).contains(NetworkBackend.NETAVARK);
        assertThat(NetworkBackend.choose("auto", one -> one == NetworkBackend.CNI))
                .contains(NetworkBackend.CNI);
        assertThat(NetworkBackend.choose("", one -> false)).isEmpty();
    }

    @Test
    void aWishWinsAndIsRefusedWhereItCannotBeMet() {
        assertThat(NetworkBackend.choose("cni", one -> true)).contains(NetworkBackend.CNI);
        assertThatThrownBy(() -> NetworkBackend.choose("bridge", one -> true))
                .hasMessage("SLIPWAY_NETWORK_BACKEND is \"bridge\", expected auto, netavark or cni");
        assertThatThrownBy(() -> NetworkBackend.choose("netavark", one -> false))
                .hasMessageStartingWith(
                        "SLIPWAY_NETWORK_BACKEND is \"netavark\", but there is no program netavark in any of")
                .hasMessageEndingWith("install it (Debian: netavark), or unset SLIPWAY_NETWORK_BACKEND");
    }

    @Test
    void anEngineGetsTheVariablesThatLeadItToItsDaemonAndNoneOfTheUsersSettings() {
        assertThat(HostVariables.kept(Map.of(
                        "PATH", "/bin",
                        "https_proxy", "http://proxy:1",
                        "DOCKER_HOST", "unix:///docker",
                        "DOCKER_CONFIG", "/home/user/.docker",
                        "CONTAINERS_CONF", "/theirs",
                        "AWS_PROFILE", "prod",
                        "GIT_DIR", "/repository",
                        "LC_ALL", "tr_TR.UTF-8",
                        "TZ", "Asia/Tokyo")))
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("https_proxy", "http://proxy:1"),
                        Map.entry("DOCKER_HOST", "unix:///docker"),
                        Map.entry("LC_ALL", "C.UTF-8"),
                        Map.entry("TZ", "UTC"));
    }
}
