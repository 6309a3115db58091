package dev.slipway.local.cloud.ministack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The regions that buckets are in. A bucket keeps its region until it is deleted. */
public final class BucketRegions {
    private static final String HERE = "us-east-1";

    private final MinistackClients clients;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** The buckets of a ministack. */
    public BucketRegions(MinistackClients clients) {
        this.clients = clients;
    }

    /** The region of a bucket; empty when there is no such bucket. */
    public Optional<String> of(String bucket) {
        var found = known.get(bucket);
        if (found != null) {
            return Optional.of(found);
        }
        var asked = ask(bucket);
        asked.ifPresent(region -> known.put(bucket, region));
        return asked;
    }

    private Optional<String> ask(String bucket) {
        try {
            return Optional.ofNullable(clients.s3(HERE)
                            .headBucket(request -> request.bucket(bucket))
                            .bucketRegion())
                    .or(() -> Optional.of(HERE));
        } catch (S3Exception elsewhere) {
            // A redirection names the region; anything else is said by whoever answers the request itself.
            return elsewhere.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
        }
    }

    /** Forgets a bucket that is created or deleted. */
    public void forget(String bucket) {
        known.remove(bucket);
    }
}
