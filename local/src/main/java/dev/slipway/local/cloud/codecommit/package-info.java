/** CodeCommit on bare Git repositories in the state folder. */
@NullMarked
package dev.slipway.local.cloud.codecommit;

import org.jspecify.annotations.NullMarked;
