package dev.slipway.local.cloud.podman;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which of this machine's variables a container engine gets: those that lead it to its programs, its daemon and the internet. Whatever else
 * the user has set (AWS profiles, locale, time zone, engine options) changes nothing in what is emulated.
 */
public final class HostVariables {
    private static final Pattern KEPT =
            Pattern.compile("PATH|HOME|USER|LOGNAME|TMPDIR|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS"
                    + "|(?i:https?_proxy|no_proxy|all_proxy)|SSL_CERT_(?:FILE|DIR)"
                    + "|DOCKER_(?:HOST|CONTEXT|CERT_PATH|TLS|TLS_VERIFY)");

    private HostVariables() {}

    /** Those of this process. */
    public static Map<String, String> kept() {
        return kept(System.getenv());
    }

    static Map<String, String> kept(Map<String, String> all) {
        var kept = new TreeMap<String, String>();
        all.forEach((name, value) -> {
            if (KEPT.matcher(name).matches()) {
                kept.put(name, value);
            }
        });
        kept.put("LC_ALL", "C.UTF-8");
        kept.put("TZ", "UTC");
        return kept;
    }
}
