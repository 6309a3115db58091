package dev.slipway.local.provider.cloudwatch;

/** Ids that begin with the event bus, unless it is the default one. */
final class BusId {
    static final String DEFAULT = "default";

    private BusId() {}

    static String qualify(String bus, String id) {
        return bus.equals(DEFAULT) ? id : bus + "/" + id;
    }

    /** The bus in an id that has so many parts after it; the name of a bus may itself have slashes. */
    static String of(String id, int partsAfter) {
        String bus = id;
        for (int i = 0; i < partsAfter; i++) {
            int slash = bus.lastIndexOf('/');
            if (slash < 0) {
                return DEFAULT;
            }
            bus = bus.substring(0, slash);
        }
        return bus;
    }

    static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
