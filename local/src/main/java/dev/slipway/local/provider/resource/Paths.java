package dev.slipway.local.provider.resource;

import java.util.ArrayList;
import java.util.List;

/** Paths of properties as the engine writes them. */
final class Paths {
    private Paths() {}

    static List<String> child(List<String> path, String segment) {
        List<String> longer = new ArrayList<>(path);
        longer.add(segment);
        return longer;
    }

    /** Such as {@code stages[0].actions[1].name}, and {@code tags["a.b"]} where a key is not a plain name. */
    static String show(List<String> path) {
        StringBuilder shown = new StringBuilder();
        for (String segment : path) {
            if (segment.matches("\\d+")) {
                shown.append('[').append(segment).append(']');
            } else if (segment.matches("\\w+")) {
                shown.append(shown.length() == 0 ? "" : ".").append(segment);
            } else {
                shown.append("[\"").append(segment.replace("\"", "\\\"")).append("\"]");
            }
        }
        return shown.toString();
    }
}
