/** AWS's own service models, read from botocore: what a request and an answer may hold. */
@NullMarked
package dev.slipway.local.cloud.model;

import org.jspecify.annotations.NullMarked;
