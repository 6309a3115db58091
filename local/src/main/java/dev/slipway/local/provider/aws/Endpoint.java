package dev.slipway.local.provider.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;

/**
 * Where the local cloud is. Only the loopback addresses {@code 127.0.0.0/8}, {@code [::1]} and the name
 * {@code localhost} are taken, so that this plugin can never reach a real account.
 */
public record Endpoint(URI uri) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "::1", "[::1]");

    public Endpoint {
        String host = uri.getHost();
        if ((!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) || host == null) {
            throw new IllegalArgumentException(
                    "got the endpoint \"" + uri + "\", expected a URL such as http://127.0.0.1:4566");
        }
        if (!isLoopback(host)) {
            throw new IllegalArgumentException("got the endpoint " + uri
                    + ", expected a loopback address such as http://127.0.0.1:4566: this is the offline aws plugin, it"
                    + " never speaks to real AWS. For AWS use the official plugin: run plain `pulumi` with its own"
                    + " PULUMI_HOME");
        }
    }

    /** Reads a URL. */
    public static Endpoint of(String text) {
        try {
            return new Endpoint(URI.create(text));
        } catch (IllegalArgumentException e) {
            if (e.getCause() == null) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "got the endpoint \"" + text + "\", expected a URL such as http://127.0.0.1:4566", e);
        }
    }

    /**
     * Fails at once, not after retries, if nothing listens there.
     *
     * @throws IllegalStateException with what to do
     */
    public void requireAnswer() {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        String host = uri.getHost().replace("[", "").replace("]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "local cloud at " + uri + " does not answer: start it with ./slipway local start", e);
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
