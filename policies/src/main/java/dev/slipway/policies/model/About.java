package dev.slipway.policies.model;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people read about a rule.
 *
 * @param title what holds when a resource complies, such as "Image tags cannot be overwritten"
 * @param why what goes wrong otherwise
 * @param remedy what to do about a violation
 * @param severity how much it matters
 * @param peers the rules of other tools that this one covers, such as "checkov CKV_AWS_51"
 * @param frameworks controls of compliance frameworks, framework first, such as "FSBP ECR.2"
 * @param links pages that say more, AWS's own first
 * @param settings what can be configured
 */
public record About(
        String title,
        String why,
        String remedy,
        Severity severity,
        List<String> peers,
        List<String> frameworks,
        List<URI> links,
        List<Setting<?>> settings) {
    public About {
        filled("title", title);
        filled("why", why);
        filled("remedy", remedy);
        peers = List.copyOf(peers);
        frameworks = List.copyOf(frameworks);
        links = List.copyOf(links);
        settings = List.copyOf(settings);
        if (links.isEmpty()) {
            throw new IllegalArgumentException("got no link for \"" + title + "\", expected at least AWS's page");
        }
        if (settings.stream().map(Setting::name).distinct().count() != settings.size()) {
            throw new IllegalArgumentException("got two settings of one name for \"" + title + "\"");
        }
    }

    private static void filled(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("got a rule without " + what);
        }
    }

    /** Begins with the title: what holds when a resource complies. */
    public static Builder rule(String title) {
        return new Builder(title);
    }

    /** Says the rest. {@code why}, {@code remedy}, {@code severity} and one link are required. */
    public static final class Builder {
        private final String title;
        private String why = "";
        private String remedy = "";
        private @Nullable Severity severity;
        private List<String> peers = List.of();
        private List<String> frameworks = List.of();
        private List<URI> links = List.of();
        private List<Setting<?>> settings = List.of();

        private Builder(String title) {
            this.title = title;
        }

        /** What goes wrong otherwise. */
        public Builder why(String text) {
            this.why = text;
            return this;
        }

        /** What to do about a violation. */
        public Builder remedy(String text) {
            this.remedy = text;
            return this;
        }

        /** How much it matters. */
        public Builder severity(Severity value) {
            this.severity = value;
            return this;
        }

        /** The rules of other tools that this one covers, such as "checkov CKV_AWS_51". */
        public Builder peers(String... ids) {
            this.peers = List.of(ids);
            return this;
        }

        /** Controls of compliance frameworks, framework first, such as "FSBP ECR.2". */
        public Builder frameworks(String... controls) {
            this.frameworks = List.of(controls);
            return this;
        }

        /** Pages that say more, AWS's own first. */
        public Builder links(String... pages) {
            this.links = List.of(pages).stream().map(URI::create).toList();
            return this;
        }

        /** What can be configured. */
        public Builder settings(Setting<?>... all) {
            this.settings = List.of(all);
            return this;
        }

        /** The finished text. */
        public About build() {
            if (severity == null) {
                throw new IllegalArgumentException("got a rule without severity: \"" + title + "\"");
            }
            return new About(title, why, remedy, severity, peers, frameworks, links, settings);
        }
    }
}
