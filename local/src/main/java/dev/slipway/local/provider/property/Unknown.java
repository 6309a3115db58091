package dev.slipway.local.provider.property;

/** A value that is known only after another resource has been created. */
public enum Unknown {
    VALUE;

    @Override
    public String toString() {
        return "(unknown)";
    }
}
