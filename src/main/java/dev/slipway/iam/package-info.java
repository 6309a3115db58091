/**
 * IAM policy documents as values: write, read, print, check. Pure: JDK types and Gson only, no Pulumi, no AWS client. The program
 * writes its policies with this model and the policy pack reads other people's with it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM policy grammar</a>
 */
@NullMarked
package dev.slipway.iam;

import org.jspecify.annotations.NullMarked;
