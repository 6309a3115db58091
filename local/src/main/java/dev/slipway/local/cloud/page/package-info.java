/** The page of the local cloud, for people: pipelines, executions, logs, tasks, traffic and calls, as they change. */
@NullMarked
package dev.slipway.local.cloud.page;

import org.jspecify.annotations.NullMarked;
