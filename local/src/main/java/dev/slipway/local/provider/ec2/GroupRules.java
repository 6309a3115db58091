package dev.slipway.local.provider.ec2;

import dev.slipway.local.provider.property.PropertyMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Inline rules of a security group, taken apart into one rule per peer, since AWS groups them as it likes. */
final class GroupRules {
    private GroupRules() {}

    /** One protocol and port range for one peer. */
    private record Rule(String protocol, int from, int to, String kind, String peer, String description) {}

    /** Whether two lists of inline rules allow the same. */
    static boolean same(Object a, Object b) {
        return apart(PropertyMap.EMPTY.with("rules", a).objects("rules"))
                .equals(apart(PropertyMap.EMPTY.with("rules", b).objects("rules")));
    }

    /** The rules that the first list has and the second has not. */
    static List<IpPermission> missing(String group, List<PropertyMap> has, List<PropertyMap> hasNot) {
        Set<Rule> rules = apart(has);
        rules.removeAll(apart(hasNot));
        return rules.stream().map(rule -> permission(group, rule)).toList();
    }

    /** AWS's permissions as inline rules, those that differ only in the peer together. */
    static List<PropertyMap> read(String group, List<IpPermission> permissions) {
        Map<String, PropertyMap> blocks = new TreeMap<>();
        for (IpPermission permission : permissions) {
            permission
                    .ipRanges()
                    .forEach(range -> add(blocks, permission, "cidrBlocks", range.cidrIp(), range.description()));
            permission
                    .ipv6Ranges()
                    .forEach(range -> add(blocks, permission, "ipv6CidrBlocks", range.cidrIpv6(), range.description()));
            permission
                    .prefixListIds()
                    .forEach(list -> add(blocks, permission, "prefixListIds", list.prefixListId(), list.description()));
            permission.userIdGroupPairs().forEach(pair -> {
                boolean self = group.equals(pair.groupId());
                add(blocks, permission, self ? "self" : "securityGroups", pair.groupId(), pair.description());
            });
        }
        return List.copyOf(blocks.values());
    }

    private static void add(
            Map<String, PropertyMap> blocks,
            IpPermission permission,
            String kind,
            String peer,
            @Nullable String description) {
        boolean all = "-1".equals(permission.ipProtocol());
        int from = all || permission.fromPort() == null ? 0 : permission.fromPort();
        int to = all || permission.toPort() == null ? 0 : permission.toPort();
        String text = description == null ? "" : description;
        String key = permission.ipProtocol() + "|" + from + "|" + to + "|" + text;
        PropertyMap block = blocks.getOrDefault(
                key,
                PropertyMap.EMPTY
                        .with("protocol", permission.ipProtocol())
                        .with("fromPort", from)
                        .with("toPort", to)
                        .with("description", text.isEmpty() ? null : text));
        if (kind.equals("self")) {
            blocks.put(key, block.with("self", true));
        } else {
            List<String> peers = new ArrayList<>(block.texts(kind));
            peers.add(peer);
            blocks.put(key, block.with(kind, peers));
        }
    }

    private static Set<Rule> apart(List<PropertyMap> blocks) {
        Set<Rule> rules = new HashSet<>();
        for (PropertyMap block : blocks) {
            for (String kind : List.of("cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups")) {
                block.texts(kind).forEach(peer -> rules.add(rule(block, kind, peer)));
            }
            if (block.flag("self")) {
                rules.add(rule(block, "self", ""));
            }
        }
        return rules;
    }

    private static Rule rule(PropertyMap block, String kind, String peer) {
        String protocol = block.text("protocol", "-1").toLowerCase(Locale.ROOT);
        String number = protocol.equals("all") ? "-1" : protocol;
        Integer from = block.integer("fromPort");
        Integer to = block.integer("toPort");
        boolean all = number.equals("-1");
        return new Rule(
                number,
                all || from == null ? 0 : from,
                all || to == null ? 0 : to,
                kind,
                peer,
                block.text("description", ""));
    }

    private static IpPermission permission(String group, Rule rule) {
        boolean all = rule.protocol().equals("-1");
        boolean self = rule.kind().equals("self");
        return permission(
                IpPermission.builder()
                        .ipProtocol(rule.protocol())
                        .fromPort(all ? null : rule.from())
                        .toPort(all ? null : rule.to()),
                self ? "securityGroups" : rule.kind(),
                self ? group : rule.peer(),
                rule.description().isEmpty() ? null : rule.description());
    }

    /** The permission for one peer; the kind is the name of the inline rule's property. */
    static IpPermission permission(
            IpPermission.Builder permission, String kind, @Nullable String peer, @Nullable String description) {
        return switch (kind) {
            case "cidrBlocks" ->
                permission
                        .ipRanges(IpRange.builder()
                                .cidrIp(peer)
                                .description(description)
                                .build())
                        .build();
            case "ipv6CidrBlocks" ->
                permission
                        .ipv6Ranges(Ipv6Range.builder()
                                .cidrIpv6(peer)
                                .description(description)
                                .build())
                        .build();
            case "prefixListIds" ->
                permission
                        .prefixListIds(PrefixListId.builder()
                                .prefixListId(peer)
                                .description(description)
                                .build())
                        .build();
            default ->
                permission
                        .userIdGroupPairs(UserIdGroupPair.builder()
                                .groupId(peer)
                                .description(description)
                                .build())
                        .build();
        };
    }
}
