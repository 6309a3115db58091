package dev.slipway.local.provider;

import dev.slipway.local.cloud.LocalCloud;
import dev.slipway.local.cloud.LocalCloudSettings;
import dev.slipway.local.cloud.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The local cloud, on a free loopback port and with a state of its own, one for all tests of this JVM. */
final class TestCloud {
    private static @Nullable String endpoint;

    private TestCloud() {}

    /** Its endpoint; started when first asked for, ended with the JVM. */
    static synchronized String endpoint() {
        String known = endpoint;
        if (known == null) {
            known = start();
            endpoint = known;
        }
        return known;
    }

    /** What the plugin needs to find it. */
    static Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }

    private static String start() {
        try {
            Path state = Files.createTempDirectory("slipway-test-cloud");
            LocalCloud cloud = LocalCloud.start(new LocalCloudSettings(0, state, Path.of(python())));
            Runtime.getRuntime().addShutdownHook(new Thread(cloud::close));
            return cloud.endpoint().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static String python() {
        String python = System.getProperty("SLIPWAY_PYTHON", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        if (python.isBlank()) {
            throw new IllegalStateException(
                    "got no SLIPWAY_PYTHON, expected the path of a Python that has the packages of"
                            + " tools/requirements.txt; run the tests through ./slipway test, or set it");
        }
        return python;
    }
}
