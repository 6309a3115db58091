/**
 * What AWS's actions are: which exist, which resources they take, how dangerous they are. Generated data in the repo, read a service
 * at a time when first asked for, and facts written by hand with source and date.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">Service Authorization Reference</a>
 */
@NullMarked
package dev.slipway.iam.catalog;

import org.jspecify.annotations.NullMarked;
