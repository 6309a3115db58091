/** EC2, of which Pulumi has a part in its module vpc: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.ec2;

import org.jspecify.annotations.NullMarked;
