package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.port.LogSink;
import java.time.Instant;

/** The log of a build whose project has CloudWatch Logs disabled. */
final class NoLog implements LogSink {
    @Override
    public void open() {}

    @Override
    public void line(Instant at, String line) {}

    @Override
    public void close() {}
}
