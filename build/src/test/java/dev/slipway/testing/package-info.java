/**
 * What the tests of all modules share, one source that each module compiles with its own tests: every test runs, a failure in any thread
 * is one, what a missing tool leaves out is said, and nothing waits without a bound.
 */
@NullMarked
package dev.slipway.testing;

import org.jspecify.annotations.NullMarked;
