package dev.slipway.policies.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the members of a list setting may be. A member that nobody knows would switch off in silence what it was to choose, so
 * every list says what it takes.
 */
public final class Vocabulary {
    private final Map<String, String> byLowerCase;
    private final Pattern form;
    private final String expected;
    private final boolean ofNames;

    private Vocabulary(Map<String, String> byLowerCase, Pattern form, String expected, boolean ofNames) {
        this.byLowerCase = byLowerCase;
        this.form = form;
        this.expected = expected;
        this.ofNames = ofNames;
    }

    /** These names; upper and lower case are alike. */
    public static Vocabulary of(Collection<String> names) {
        return of(names, names);
    }

    /**
     * These names; upper and lower case are alike.
     *
     * @param shown those that an error lists, where all are too many
     */
    public static Vocabulary of(Collection<String> names, Collection<String> shown) {
        Map<String, String> byLowerCase = new LinkedHashMap<>();
        names.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(name -> byLowerCase.put(name.toLowerCase(Locale.ROOT), name));
        return new Vocabulary(
                byLowerCase,
                Pattern.compile("(?s).*"),
                "one of " + String.join(", ", shown.stream().sorted().distinct().toList()),
                true);
    }

    /**
     * Texts of a form.
     *
     * @param form a regular expression for the whole text, which JSON schema understands too
     * @param expected what the form is, with an example
     */
    public static Vocabulary form(String form, String expected) {
        return new Vocabulary(Map.of(), Pattern.compile(form), expected, false);
    }

    /** The name as the pack spells it, or the text itself.
     *
     * @throws IllegalArgumentException that says what was got, what is expected, and what may have been meant
     */
    String read(String member) {
        if (!ofNames) {
            if (form.matcher(member).matches()) {
                return member;
            }
            throw new IllegalArgumentException(
                    "got " + JsonValues.write(new Value.Text(member)) + ", expected " + expected);
        }
        String known = byLowerCase.get(member.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new IllegalArgumentException("got " + JsonValues.write(new Value.Text(member)) + ", expected "
                    + expected + Spelling.hint(member, byLowerCase.values()));
        }
        return known;
    }

    /**
     * The JSON schema of a member. Names have none: the engine's schema knows no "whatever the case", and its refusal would
     * suggest nothing.
     */
    Map<String, Object> schema() {
        return ofNames ? Map.of("type", "string") : Map.of("type", "string", "pattern", "^(" + form + ")$");
    }

    /** The names, for editors; empty where any text of the form will do. */
    List<String> names() {
        return List.copyOf(byLowerCase.values());
    }
}
