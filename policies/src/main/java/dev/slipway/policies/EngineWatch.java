package dev.slipway.policies;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Notices that the engine is gone, however it went: the operating system closes the connections of a process that is killed.
 *
 * <p>The engine drops a connection on which nobody speaks, after two minutes or so; that it still listens is then asked anew.
 */
final class EngineWatch {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** Between two connections, should something accept and close them at once. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InetSocketAddress engine;
    private final Runnable gone;

    private EngineWatch(InetSocketAddress engine, Runnable gone) {
        this.engine = engine;
        this.gone = gone;
    }

    /**
     * Watches in a thread of its own, until the engine is gone.
     *
     * @param engine where the engine listens, as host and port
     * @param gone is run once
     * @throws IllegalArgumentException when the address has no port
     */
    static void start(String engine, Runnable gone) {
        int colon = engine.lastIndexOf(':');
        if (colon < 1 || !engine.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "got the engine's address \"" + engine + "\", expected a host and a port such as 127.0.0.1:41234");
        }
        InetSocketAddress address =
                new InetSocketAddress(engine.substring(0, colon), Integer.parseInt(engine.substring(colon + 1)));
        Thread thread = new Thread(new EngineWatch(address, gone)::watch, "engine-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (connected()) {
                Thread.sleep(PAUSE.toMillis());
            }
            gone.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when a connection has ended, or was refused. */
    private boolean connected() {
        try (Socket socket = new Socket()) {
            socket.connect(engine, Math.toIntExact(CONNECT_LIMIT.toMillis()));
            awaitEnd(socket);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitEnd(Socket socket) {
        try {
            InputStream said = socket.getInputStream();
            byte[] ignored = new byte[1024];
            int count = 0;
            while (count >= 0) {
                count = said.read(ignored);
            }
        } catch (IOException e) {
            // Reset instead of closed: an end all the same, and the next connection tells whose.
            return;
        }
    }
}
