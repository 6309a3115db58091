package dev.slipway.local.cloud.codebuild.execution.files;

import java.nio.file.Path;

/** Symbolic links that lead from one file of a folder to another. */
final class InnerLinks {
    private InnerLinks() {}

    /**
     * Whether a link with this target stays within the folder that its name is relative to.
     *
     * <p>Only leading {@code ..} count: they leave folders that are no links. One that follows a name would leave whatever that name leads
     * to, which the text alone does not tell.
     */
    static boolean staysInside(String name, String target) {
        if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
            return false;
        }
        int depth = Path.of(name).normalize().getNameCount() - 1;
        boolean named = false;
        for (String part : target.split("/", -1)) {
            if (part.equals("..")) {
                if (named || --depth < 0) {
                    return false;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                named = true;
            }
        }
        return named;
    }
}
