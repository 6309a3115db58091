package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.LogLine;
import java.time.Instant;
import java.util.List;

/** Where the output of containers goes. */
public interface LogSink {
    /**
     * Makes the log stream, and the group if that is asked for; an existing one is no error.
     *
     * @param session of the execution role, which does it
     * @throws TaskResourceFailure when the group does not exist or the role may not
     */
    void open(LogDestination destination, String stream, TaskSession session) throws TaskResourceFailure;

    /** Writes lines, in ascending order of time. */
    void write(LogDestination destination, String stream, TaskSession session, List<LogLine> lines)
            throws TaskResourceFailure;

    /** When the newest line of the stream was written; {@link Instant#EPOCH} when it has none. */
    Instant newest(LogDestination destination, String stream) throws TaskResourceFailure;
}
