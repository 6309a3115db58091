package dev.slipway.local.provider.resource;

import java.util.List;

/**
 * Names a property at any depth, {@code *} standing for any list element or map key: {@code stages.*.actions.*.name}.
 */
record PathPattern(List<String> segments) {
    PathPattern {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.contains("")) {
            throw new IllegalArgumentException("got path " + segments + ", expected names between dots");
        }
    }

    static PathPattern of(String pattern) {
        return new PathPattern(List.of(pattern.split("\\.", -1)));
    }

    /** Whether the path is this property or lies within it. */
    boolean covers(List<String> path) {
        return path.size() >= segments.size() && matches(path.subList(0, segments.size()));
    }

    /** Whether the path is exactly this property. */
    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!segments.get(i).equals("*") && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
