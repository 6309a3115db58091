/** ministack, which answers for every service that is not ours, as a child process. */
@NullMarked
package dev.slipway.local.cloud.ministack;

import org.jspecify.annotations.NullMarked;
