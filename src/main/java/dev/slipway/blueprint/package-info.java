/** What a delivery pipeline is: names, choices, stages and the rules that AWS holds them to. Pure: no Pulumi, no I/O. */
@NullMarked
package dev.slipway.blueprint;

import org.jspecify.annotations.NullMarked;
