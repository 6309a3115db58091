/** What the official SDK's classes say about a resource type: property names, types and which are required. */
@NullMarked
package dev.slipway.local.provider.schema;

import org.jspecify.annotations.NullMarked;
