package dev.slipway.blueprint;

import java.util.Set;

/** The environment variables through which a project speaks to the standard buildspec. */
public final class BuildVariables {
    /** URI of the ECR repository, without a tag. */
    public static final String REPOSITORY_URI = "REPOSITORY_URI";

    /** Name of the container in the task definition. */
    public static final String CONTAINER_NAME = "CONTAINER_NAME";

    /** Path of the Dockerfile. */
    public static final String DOCKERFILE = "DOCKERFILE";

    /** Folder that Docker builds. */
    public static final String DOCKER_CONTEXT = "BUILD_CONTEXT";

    /** Tags that move with every build, separated by spaces. */
    public static final String MOVING_TAGS = "MOVING_TAGS";

    /** User on Docker Hub. */
    public static final String DOCKER_HUB_USERNAME = "DOCKERHUB_USERNAME";

    /** Password or access token of that user. */
    public static final String DOCKER_HUB_PASSWORD = "DOCKERHUB_PASSWORD";

    /** What the name of a variable starts with that holds an argument of the Dockerfile. */
    public static final String ARGUMENT_PREFIX = "BUILD_ARG_";

    /** All that have a fixed name. */
    public static final Set<String> RESERVED = Set.of(
            REPOSITORY_URI,
            CONTAINER_NAME,
            DOCKERFILE,
            DOCKER_CONTEXT,
            MOVING_TAGS,
            DOCKER_HUB_USERNAME,
            DOCKER_HUB_PASSWORD);

    private BuildVariables() {}

    /**
     * Checks that a user's variable is none of ours.
     *
     * @throws IllegalArgumentException when it is
     */
    public static void requireFree(String name) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "got the variable %s, expected another name: the standard build sets it itself".formatted(name));
        }
        if (name.startsWith(ARGUMENT_PREFIX)) {
            throw new IllegalArgumentException(
                    "got the variable %s, expected another name: arguments of the Dockerfile are given by build arguments"
                            .formatted(name));
        }
    }

    /**
     * Checks that a secret is given whole, so that keys can be added.
     *
     * @throws IllegalArgumentException when the reference names a key already
     */
    public static void requireWithoutKey(SecretReference secret) {
        try {
            secret.key("username");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s (username and password)".formatted(e.getMessage()), e);
        }
    }
}
