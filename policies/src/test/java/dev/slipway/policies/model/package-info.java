@NullMarked
package dev.slipway.policies.model;

import org.jspecify.annotations.NullMarked;
