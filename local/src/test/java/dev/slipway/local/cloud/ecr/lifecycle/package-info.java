@NullMarked
package dev.slipway.local.cloud.ecr.lifecycle;

import org.jspecify.annotations.NullMarked;
