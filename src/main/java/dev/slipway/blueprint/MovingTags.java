package dev.slipway.blueprint;

import java.util.List;

/**
 * Tags that every build moves, such as {@code latest}.
 *
 * <p>ECR itself knows a third mutability, IMMUTABLE_WITH_EXCLUSION, that would keep every tag but these. The aws
 * provider 6.83.0 cannot declare it, so a repository has either immutable tags or moving ones. The standard build keeps
 * the tags of commits in both cases: it never pushes a commit again that the repository has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html">AWS reference</a>
 */
public final class MovingTags {
    private MovingTags() {}

    /**
     * Checks that the repository lets the tags move.
     *
     * @throws IllegalArgumentException when there are moving tags and the repository is immutable
     */
    public static void require(ImageTagMutability mutability, List<String> tags) {
        if (mutability == ImageTagMutability.IMMUTABLE && !tags.isEmpty()) {
            throw new IllegalArgumentException(
                    "got movingTags %s with imageTagMutability IMMUTABLE, expected MUTABLE, or movingTags []: an immutable tag cannot move"
                            .formatted(tags));
        }
    }
}
