/** The stack's configuration: records, and the reader that reports every problem at once. */
@NullMarked
package dev.slipway.config;

import org.jspecify.annotations.NullMarked;
