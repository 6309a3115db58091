/** The faults that can be rehearsed, one in each file. */
@NullMarked
package dev.slipway.local.rehearsal.fault;

import org.jspecify.annotations.NullMarked;
