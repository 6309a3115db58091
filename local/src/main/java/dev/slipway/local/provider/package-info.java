/** The offline {@code aws} resource plugin of stack "local": Pulumi's provider protocol in front, a loopback AWS endpoint behind. */
@NullMarked
package dev.slipway.local.provider;

import org.jspecify.annotations.NullMarked;
