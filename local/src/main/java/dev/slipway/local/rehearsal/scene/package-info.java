/** What a rehearsal works with: the cloud, the pipeline as it is declared, its repository, the load, and the story that is told. */
@NullMarked
package dev.slipway.local.rehearsal.scene;

import org.jspecify.annotations.NullMarked;
