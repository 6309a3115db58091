package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;

/**
 * What a source action found.
 *
 * @param id a commit, a digest or a version of an object
 * @param summary such as the commit's message; may be empty
 * @param url where to look at it; may be empty
 * @param created when it was found
 */
public record Revision(String id, String summary, String url, Instant created) {}
