package dev.slipway.local.cloud.ecs.runtime;

import java.util.List;

/**
 * How one container engine is called.
 *
 * @param program its command line program
 * @param options before the verb
 * @param pullOptions after {@code pull}
 * @param runOptions after {@code run}
 * @param authFileOption how the login file is given; empty when a configuration folder is given through
 *     {@code DOCKER_CONFIG}
 */
record Engine(
        String program,
        List<String> options,
        List<String> pullOptions,
        List<String> runOptions,
        String authFileOption) {
    /**
     * Debian's podman with runc. The limits are the ones that an unprivileged sandbox lets a container set; the loopback
     * registry speaks plain HTTP.
     */
    static final Engine PODMAN = new Engine(
            "podman",
            List.of("--runtime", "runc"),
            List.of("--quiet", "--tls-verify=false"),
            List.of(
                    "--ulimit",
                    "nofile=1024:1024",
                    "--ulimit",
                    "nproc=1024:1024",
                    "--log-driver=k8s-file",
                    "--pull=never"),
            "--authfile");

    /** Docker, whose daemon takes registries on loopback without TLS by itself. */
    static final Engine DOCKER =
            new Engine("docker", List.of(), List.of("--quiet"), List.of("--log-driver=json-file", "--pull=never"), "");
}
