/** Everything that stack "local" needs beside the program: the local cloud and the offline aws plugin. */
@NullMarked
package dev.slipway.local;

import org.jspecify.annotations.NullMarked;
