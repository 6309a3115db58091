package dev.slipway.config;

/**
 * Refuses values that were set with {@code --secret}. Each setting ends in a resource that shows it to everybody who may see
 * the resource, or in a name: Pulumi's state would keep the value in clear, or keep secret what AWS shows.
 */
final class SecureValue {
    private static final String INSTEAD =
            "put the value into Secrets Manager and name that secret in build.secrets, which only the build reads";

    private SecureValue() {}

    /** Adds the problem when the value is secure; then nothing of it may be read or shown. */
    static boolean isRefused(Node node, Problems problems) {
        if (node.secure()) {
            problems.add(
                    node.path(), "got a value that was set with --secret, expected one in clear: " + why(node.path()));
        }
        return node.secure();
    }

    private static String why(String path) {
        if (path.matches(".*[.]build[.]environment([.].*)?")) {
            return "CodeBuild shows environment variables to everybody who may see the project; " + INSTEAD;
        }
        if (path.matches(".*[.]build[.]arguments([.].*)?")) {
            return "Docker keeps arguments in the image, and CodeBuild shows them; " + INSTEAD;
        }
        if (path.matches(".*[.]build[.](secrets([.].*)?|dockerHubSecret)")) {
            return "it is the name of a secret; put the value into Secrets Manager, and set the name without --secret";
        }
        return "AWS shows it to everybody who may see the resource; set it without --secret. For what a build must keep"
                + " secret, " + INSTEAD;
    }
}
