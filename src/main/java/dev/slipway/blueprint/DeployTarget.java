package dev.slipway.blueprint;

/**
 * Which ECS service a pipeline deploys to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html">AWS reference</a>
 */
public enum DeployTarget implements Choice {
    /** A service that exists already. */
    EXISTING("EXISTING"),
    /** A service that this stack creates to try things on. */
    TRIAL("TRIAL");

    private final String word;

    DeployTarget(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
