/** AWS Signature Version 4, checked on every request to a service of ours. */
@NullMarked
package dev.slipway.local.cloud.signature;

import org.jspecify.annotations.NullMarked;
