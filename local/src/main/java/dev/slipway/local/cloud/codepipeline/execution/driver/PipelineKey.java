package dev.slipway.local.cloud.codepipeline.execution.driver;

/**
 * Which pipeline.
 *
 * @param region where it is
 * @param name its name
 */
public record PipelineKey(String region, String name) {
    /** Where it stands in tables. */
    public String path() {
        return region + "/" + name;
    }
}
