/** Who may do what on the local cloud: every call is judged as IAM judges it, and what was judged is kept. */
@NullMarked
package dev.slipway.local.cloud.access;

import org.jspecify.annotations.NullMarked;
