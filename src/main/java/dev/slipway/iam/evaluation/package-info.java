/**
 * Answers whether AWS would allow a request, and why. A request meets identity policies, a resource policy, a permissions boundary
 * and a session policy; what is unknown in them leaves the answer open.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation
 *     logic</a>
 */
@NullMarked
package dev.slipway.iam.evaluation;

import org.jspecify.annotations.NullMarked;
