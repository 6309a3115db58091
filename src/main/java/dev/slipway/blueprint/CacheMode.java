package dev.slipway.blueprint;

/**
 * What a build machine keeps for the next build.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html">AWS reference</a>
 */
public enum CacheMode implements Choice {
    /** Layers of Docker images. */
    DOCKER_LAYER("LOCAL_DOCKER_LAYER_CACHE"),
    /** Git metadata of the source. */
    SOURCE("LOCAL_SOURCE_CACHE"),
    /** The directories that the buildspec names. */
    CUSTOM("LOCAL_CUSTOM_CACHE");

    private final String word;

    CacheMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
