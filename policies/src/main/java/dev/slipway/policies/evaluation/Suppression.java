package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An accepted violation: reported as suppressed, never silent.
 *
 * @param rule the rule's id
 * @param resource a URN or a name, {@code *} and {@code ?} allowed
 * @param finding what the finding is about (such as an action) or its property path, {@code *} and {@code ?} allowed; empty for
 *     every finding of the rule
 * @param reason why it is accepted
 * @param until the last day on which it holds; empty for always
 */
public record Suppression(
        String rule, String resource, Optional<String> finding, String reason, Optional<LocalDate> until) {
    private static final Set<String> FIELDS = Set.of("rule", "resource", "finding", "reason", "until");

    public Suppression {
        filled("resource", resource, "a URN or a name, * and ? allowed");
        filled("reason", reason, "why the violation is accepted");
    }

    private static void filled(String field, String text, String expected) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("got no " + field + ", expected " + expected);
        }
    }

    /**
     * Reads one entry of a {@code suppressions} list.
     *
     * @param rule the rule that it stands under; empty when the entry itself must name one
     */
    static Suppression read(Property entry, Optional<String> rule) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException(
                    "got " + entry.shown() + ", expected an object with resource and reason");
        }
        entry.fields().keySet().stream()
                .filter(field -> !FIELDS.contains(field) || (field.equals("rule") && rule.isPresent()))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException(
                            "got the field \"" + field + "\", expected resource, finding, reason or until");
                });
        String named = rule.or(() -> entry.get("rule").text())
                .orElseThrow(() -> new IllegalArgumentException("got no rule, expected a rule's id"));
        return new Suppression(
                named,
                entry.get("resource").text(""),
                entry.get("finding").text(),
                entry.get("reason").text(""),
                entry.get("until").text().map(Suppression::date));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("got until \"" + text + "\", expected a date such as 2027-01-31", e);
        }
    }

    boolean covers(ResourceView view, Finding found) {
        return covers(view)
                && finding.map(pattern -> Glob.matches(pattern, found.subject()) || Glob.matches(pattern, found.path()))
                        .orElse(true);
    }

    /** Whether it is about this resource, whatever is found there. */
    boolean covers(ResourceView view) {
        return Glob.matches(resource, view.urn()) || Glob.matches(resource, view.name());
    }

    boolean holdsOn(LocalDate day) {
        return until.map(last -> !day.isAfter(last)).orElse(true);
    }

    /** What to say when nothing is left to suppress. */
    public String unmet() {
        return "the suppression of " + rule + " on \"" + resource + "\""
                + finding.map(about -> ", finding \"" + about + "\",").orElse("") + " (" + reason
                + ") matches nothing: take it away, or correct it";
    }

    /** The JSON schema of a {@code suppressions} list. */
    public static Map<String, Object> schema(boolean namesRule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (namesRule) {
            fields.put("rule", text("The rule's id"));
        }
        fields.put("resource", text("URN or name of the resource, * and ? allowed"));
        fields.put(
                "finding",
                text("What the finding is about, such as an action, or its property path; all when missing"));
        fields.put("reason", text("Why the violation is accepted"));
        Map<String, Object> until = new LinkedHashMap<>(text("Last day on which it is accepted, such as 2027-01-31"));
        until.put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        fields.put("until", until);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "object");
        item.put("properties", fields);
        item.put("required", namesRule ? List.of("rule", "resource", "reason") : List.of("resource", "reason"));
        item.put("additionalProperties", false);
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("description", "Violations that are accepted, each with its reason");
        list.put("items", item);
        return list;
    }

    private static Map<String, Object> text(String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("minLength", 1);
        schema.put("description", description);
        return schema;
    }
}
