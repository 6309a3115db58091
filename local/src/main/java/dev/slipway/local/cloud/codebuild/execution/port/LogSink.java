package dev.slipway.local.cloud.codebuild.execution.port;

import java.time.Instant;

/** Where a build's log goes: one stream of CloudWatch Logs. Called by one thread at a time. */
public interface LogSink {
    /**
     * Makes the stream, as the build's role.
     *
     * @throws CloudCallException if the role may not; the build fails in PROVISIONING
     */
    void open() throws CloudCallException;

    /** Takes one line, without line end; an empty line is a line. Must not wait for long: a build goes on only when it returns. */
    void line(Instant at, String line);

    /** No line comes any more. */
    void close();
}
