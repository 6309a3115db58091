package dev.slipway.config;

/** One service: source, build and deployment. */
public record ServiceSettings(
        @Setting(value = "Where the source comes from.", standard = "{}") SourceSettings source,
        @Setting(value = "How the image is built and kept.", standard = "{}") BuildSettings build,
        @Setting(value = "Where and how it is deployed.", standard = "{}") DeploySettings deploy) {}
