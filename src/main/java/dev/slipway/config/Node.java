package dev.slipway.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of the configuration that knows where it was written.
 *
 * @param path for example {@code slipway:defaults.build}
 * @param json the value
 * @param members the values in it when it is a mapping
 * @param items the values in it when it is a list
 * @param secure whether it was set with {@code --secret}
 */
record Node(String path, JsonElement json, Map<String, Node> members, List<Node> items, boolean secure) {
    static Node of(String path, JsonElement json) {
        return of(path, json, Set.of());
    }

    /** Marks what was set with {@code --secret}, by its path. */
    static Node of(String path, JsonElement json, Set<String> secure) {
        var members = new LinkedHashMap<String, Node>();
        var items = new ArrayList<Node>();
        if (json.isJsonObject()) {
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(entry ->
                            members.put(entry.getKey(), of(path + "." + entry.getKey(), entry.getValue(), secure)));
        } else if (json.isJsonArray()) {
            for (var item : json.getAsJsonArray()) {
                items.add(of("%s[%d]".formatted(path, items.size()), item, secure));
            }
        }
        return new Node(path, json, members, items, secure.contains(path));
    }

    static Node absent(String path) {
        return of(path, JsonNull.INSTANCE);
    }

    boolean isAbsent() {
        return json.isJsonNull();
    }

    boolean isMapping() {
        return json.isJsonObject();
    }

    /** This mapping, key by key and deep, over another; a list or a single value replaces the other's whole. */
    Node over(Node other) {
        if (!isMapping() || !other.isMapping() || secure || other.secure) {
            return this;
        }
        var merged = new LinkedHashMap<>(other.members);
        members.forEach((key, mine) -> merged.merge(key, mine, (theirs, own) -> own.over(theirs)));
        return new Node(path, json, merged, items, false);
    }

    Node member(String key) {
        return members.getOrDefault(key, absent(path + "." + key));
    }

    /** What it is, for messages: the kind for a mapping or list, the value itself otherwise. */
    String shown() {
        if (secure) {
            return "[secret]";
        }
        if (isMapping()) {
            return "a mapping";
        }
        return json.isJsonArray() ? "a list" : json.toString();
    }
}
