package dev.slipway.iam;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An Amazon Resource Name, or a pattern of ARNs as policies write them. Parts may be empty, hold wildcards, or be unknown.
 *
 * @param partition such as {@code aws}
 * @param service such as {@code s3}
 * @param region empty for global services
 * @param account empty for resources without an account in their name, such as buckets
 * @param resource all that follows the fifth colon, colons included
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    /** The partitions that AWS has or has announced. */
    public static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc");

    private static final int PARTS = 6;

    public Arn {
        Objects.requireNonNull(partition);
        Objects.requireNonNull(service);
        Objects.requireNonNull(region);
        Objects.requireNonNull(account);
        Objects.requireNonNull(resource);
    }

    /** Reads an ARN or a pattern of ARNs; empty when the text has not six parts of which the first is {@code arn}. */
    public static Optional<Arn> parse(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        String[] parts = text.split(":", PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /** Whether the partition is one of AWS's; a wildcard or unknown partition may be. */
    public Truth partitionExists() {
        if (partition.indexOf('*') >= 0 || partition.indexOf('?') >= 0 || Unknown.isIn(partition)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(PARTITIONS.contains(partition));
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
