package dev.slipway.config;

import java.util.List;

/**
 * One thing wrong with the configuration.
 *
 * @param path where, for example {@code slipway:services.web.build.timeoutMinutes}
 * @param message what was got, what was expected, what to do
 * @param services the other services for which the same is wrong; of a default the services that use it
 */
public record Problem(String path, String message, List<String> services) {
    private static final int NAMED = 3;

    public Problem {
        services = List.copyOf(services);
    }

    /** A problem of one place. */
    public Problem(String path, String message) {
        this(path, message, List.of());
    }

    @Override
    public String toString() {
        return path + ": " + message + others();
    }

    private boolean isDefault() {
        return path.startsWith(ConfigReader.NAMESPACE + ":" + ConfigReader.DEFAULTS);
    }

    private String others() {
        if (services.isEmpty()) {
            return "";
        }
        var named = String.join(", ", services.subList(0, Math.min(NAMED, services.size())));
        return "; %s %d %sservice%s: %s%s"
                .formatted(
                        isDefault() ? "used by" : "the same for",
                        services.size(),
                        isDefault() ? "" : "other ",
                        services.size() == 1 ? "" : "s",
                        named,
                        services.size() > NAMED ? " and %d more".formatted(services.size() - NAMED) : "");
    }
}
