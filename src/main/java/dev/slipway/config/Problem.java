package dev.slipway.config;

/**
 * One thing wrong with the configuration.
 *
 * @param path where, for example {@code slipway:services.web.build.timeoutMinutes}
 * @param message what was got, what was expected, what to do
 */
public record Problem(String path, String message) {
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
