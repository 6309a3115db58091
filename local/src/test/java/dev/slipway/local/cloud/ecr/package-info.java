@NullMarked
package dev.slipway.local.cloud.ecr;

import org.jspecify.annotations.NullMarked;
