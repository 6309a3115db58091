/** The controller: keeps records of services and tasks, and makes containers follow the scheduler. */
@NullMarked
package dev.slipway.local.cloud.ecs.control;

import org.jspecify.annotations.NullMarked;
