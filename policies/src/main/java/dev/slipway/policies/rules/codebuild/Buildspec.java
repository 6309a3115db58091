package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.ResourceView;
import java.util.Optional;

/** The buildspec of a project, when the project itself holds it. */
final class Buildspec {
    private Buildspec() {}

    /** The text; empty when the buildspec is a file in the source or in a bucket. */
    static Optional<String> inline(ResourceView project) {
        return project.get("source.buildspec")
                .text()
                .filter(text -> text.indexOf('\n') >= 0 || text.startsWith("version") || text.startsWith("{"));
    }
}
