/** Shows the pipelines of a cloud as text, asked through the AWS API. */
@NullMarked
package dev.slipway.local.show;

import org.jspecify.annotations.NullMarked;
