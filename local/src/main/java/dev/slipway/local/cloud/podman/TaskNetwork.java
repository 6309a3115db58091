package dev.slipway.local.cloud.podman;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * The network that the tasks of one local cloud share: a bridge and addresses of its own, so that neither a network of the machine's podman
 * nor one of another cloud is taken for it.
 *
 * @param name what podman calls it
 * @param id its id, 64 hexadecimal digits
 * @param bridge the bridge's name on the machine
 * @param prefix the first three bytes of its addresses, as in {@code 10.201.7}
 */
record TaskNetwork(String name, String id, String bridge, String prefix) {
    /**
     * The network of a cloud.
     *
     * @param tag 64 hexadecimal digits that are the cloud's alone
     */
    static TaskNetwork of(String tag) throws IOException {
        var bridge = bridge(tag);
        var others = NetworkInterface.networkInterfaces()
                .filter(one -> !one.getName().equals(bridge))
                .flatMap(one -> one.getInterfaceAddresses().stream())
                .toList();
        return new TaskNetwork("slipway", tag, bridge, prefix(Integer.parseInt(tag.substring(8, 14), 16), others));
    }

    /** The name of its bridge on the machine, of at most 15 characters. */
    static String bridge(String tag) {
        return "slw" + tag.substring(0, 8);
    }

    /** The first block from a number on that no network of the machine overlaps. */
    private static String prefix(int from, List<InterfaceAddress> others) {
        for (var i = from; ; i++) {
            var second = 128 + i / 256 % 96;
            var third = i % 256;
            if (others.stream().noneMatch(other -> overlaps(other, 10 << 24 | second << 16 | third << 8))) {
                return "10.%d.%d".formatted(second, third);
            }
        }
    }

    private static boolean overlaps(InterfaceAddress other, int block) {
        if (!(other.getAddress() instanceof Inet4Address address)) {
            return false;
        }
        var bytes = address.getAddress();
        var number = (bytes[0] & 255) << 24 | (bytes[1] & 255) << 16 | (bytes[2] & 255) << 8 | (bytes[3] & 255);
        var length = Math.min(24, other.getNetworkPrefixLength());
        return length == 0 || (number ^ block) >>> (32 - length) == 0;
    }

    /** The name of the file that declares it. */
    String file(NetworkBackend backend) {
        return switch (backend) {
            case NETAVARK -> name + ".json";
            case CNI -> name + ".conflist";
        };
    }

    /**
     * The declaration.
     *
     * @param addresses folder in which CNI notes the addresses in use
     */
    String text(NetworkBackend backend, String addresses) {
        return switch (backend) {
            case NETAVARK ->
                """
                {
                  "name": "%s",
                  "id": "%s",
                  "driver": "bridge",
                  "network_interface": "%s",
                  "created": "2026-01-01T00:00:00Z",
                  "subnets": [{"subnet": "%s.0/24", "gateway": "%s.1"}],
                  "ipv6_enabled": false,
                  "internal": false,
                  "dns_enabled": false,
                  "ipam_options": {"driver": "host-local"}
                }
                """
                        .formatted(name, id, bridge, prefix, prefix);
            case CNI ->
                """
                {
                  "cniVersion": "0.4.0",
                  "name": "%s",
                  "plugins": [
                    {
                      "type": "bridge",
                      "bridge": "%s",
                      "isGateway": true,
                      "ipMasq": true,
                      "hairpinMode": true,
                      "ipam": {
                        "type": "host-local",
                        "dataDir": "%s",
                        "routes": [{"dst": "0.0.0.0/0"}],
                        "ranges": [[{"subnet": "%s.0/24", "gateway": "%s.1"}]]
                      }
                    },
                    {"type": "portmap", "capabilities": {"portMappings": true}},
                    {"type": "firewall"},
                    {"type": "tuning"}
                  ]
                }
                """
                        .formatted(name, bridge, addresses, prefix, prefix);
        };
    }
}
