package dev.slipway.local.cloud.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of podman's {@code containers.conf}. With {@code CONTAINERS_CONF} podman reads this file alone, and neither the machine's nor the
 * user's.
 *
 * @see <a href="https://github.com/containers/common/blob/main/docs/containers.conf.5.md">containers.conf</a>
 */
public final class ContainersConf {
    private final StringBuilder containers = new StringBuilder("[containers]\n");
    private final StringBuilder network = new StringBuilder("[network]\n");
    private final StringBuilder engine = new StringBuilder("[engine]\n");

    /** What holds everywhere: of this machine's proxies and host names none reaches a container. */
    public ContainersConf() {
        containers.append("http_proxy = false\nbase_hosts_file = \"none\"\n");
        // Locks in shared memory are numbered by whoever starts first, so two stores would take each other's.
        engine.append("lock_type = \"file\"\n");
    }

    /** Keeps what networks need, their lock included, in a folder. */
    public ContainersConf networks(Optional<NetworkBackend> backend, String folder) {
        backend.ifPresent(one -> {
            add(network, "network_backend", one.word());
            if (one == NetworkBackend.CNI) {
                one.folder().ifPresent(programs -> network.append("cni_plugin_dirs = [\"")
                        .append(programs)
                        .append("\"]\n"));
            }
        });
        add(network, "network_config_dir", folder);
        return this;
    }

    /** The network that containers join which ask for none. */
    public ContainersConf defaultNetwork(String name) {
        add(network, "default_network", name);
        return this;
    }

    /** Keeps in a folder what podman needs only while the machine runs. */
    public ContainersConf temporary(String folder) {
        add(engine, "tmp_dir", folder);
        return this;
    }

    /** Where podman tells what happens: {@code file} or {@code none}. */
    public ContainersConf events(String logger) {
        add(engine, "events_logger", logger);
        return this;
    }

    /** The program that runs containers; without one podman looks for it. */
    public ContainersConf runtime(String name) {
        add(engine, "runtime", name);
        return this;
    }

    /** A program that answers for a runtime and can run containers without control groups. */
    public ContainersConf withoutControlGroups(String name, String program) {
        engine.append("cgroup_manager = \"cgroupfs\"\nruntime_supports_nocgroup = [\"%s\"]\n".formatted(name));
        engine.append("[engine.runtimes]\n%s = [\"%s\"]\n".formatted(name, program));
        return this;
    }

    private static void add(StringBuilder section, String key, String value) {
        section.append(key).append(" = \"").append(value).append("\"\n");
    }

    /** The file. */
    public String text() {
        return containers.toString() + network + engine;
    }

    /** Writes the policy below a home folder: images are taken unsigned, as Docker takes them. Answers where podman looks for more. */
    public static Path userSettings(Path home) throws IOException {
        var folder = Files.createDirectories(home.resolve(".config/containers"));
        Files.writeString(folder.resolve("policy.json"), "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}\n");
        return folder;
    }

    /** The text of {@code registries.conf}: short names are Docker Hub's, as Docker has them. */
    public static String registries() {
        return "unqualified-search-registries = [\"docker.io\"]\nshort-name-mode = \"disabled\"\n";
    }
}
