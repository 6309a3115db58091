package dev.slipway.local.cloud.ministack;

/** The way to a ministack that may be started again while somebody is on it. */
public interface Upstream {
    /** Header that shows the key; without it ministack refuses a request. */
    String GATE = "x-slipway-gate";

    /** The private loopback port that it listens on. While it is being started again, this waits for it, but not for ever. */
    int port();

    /** What opens the port: nobody else on this machine knows it. */
    String key();

    /**
     * Whether it ended since it listened on this port. A connection may break a moment before the end of the process shows, so this waits
     * that moment.
     */
    boolean endedSince(int port);

    /** Whether it is there, or comes back. */
    boolean up();
}
