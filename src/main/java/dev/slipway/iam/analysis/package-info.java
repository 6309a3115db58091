/**
 * Questions about documents that no single request answers: what a document grants once its denies are taken away, what of that could
 * be narrower, whom a trust policy lets in.
 */
@NullMarked
package dev.slipway.iam.analysis;

import org.jspecify.annotations.NullMarked;
