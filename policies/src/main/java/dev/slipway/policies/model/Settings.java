package dev.slipway.policies.model;

import java.util.HashMap;
import java.util.Map;

/** The settings of one rule, as the user has configured them. */
public final class Settings {
    private static final Settings DEFAULTS = new Settings(Map.of());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** Every setting at its default. */
    public static Settings defaults() {
        return DEFAULTS;
    }

    /** These settings with one more value. */
    public <T> Settings with(Setting<T> setting, T value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(setting.name(), value);
        return new Settings(Map.copyOf(more));
    }

    /** The configured value, or the default. */
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        return value == null ? setting.whenMissing() : (T) value;
    }
}
