package dev.slipway.local.cloud.logs;

/**
 * One event of a stream.
 *
 * @param time when it happened, in milliseconds since 1970
 * @param message its text
 * @param ingested when it arrived, in milliseconds since 1970
 * @param number how many events came to the stream before it
 */
record LogEvent(long time, String message, long ingested, long number) {
    /** What an event counts beside its text, as PutLogEvents has it. */
    static final int OVERHEAD = 26;
}
