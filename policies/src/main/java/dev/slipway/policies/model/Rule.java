package dev.slipway.policies.model;

import java.util.Locale;
import java.util.Set;

/**
 * One rule: one class, one file.
 *
 * <p>The id is the class's name in kebab case: {@code ImageTagsAreImmutable} is {@code image-tags-are-immutable}. The service is the
 * last part of its package: {@code rules.ecr} is {@code ecr}. A rule has no state.
 */
public abstract sealed class Rule permits ResourceRule, StackRule {
    /** As a type: every resource, of any provider. */
    public static final String ANY_TYPE = "*";

    private final String id;
    private final String service;
    private final About about;
    private final Set<String> types;

    Rule(About about, String... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("got a rule without resource types, expected the types that it judges");
        }
        this.id = kebab(getClass().getSimpleName());
        String room = getClass().getPackageName();
        this.service = room.substring(room.lastIndexOf('.') + 1);
        this.about = about;
        this.types = Set.of(types);
    }

    static String kebab(String className) {
        return className
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** What users configure and see: the class's name in kebab case. */
    public final String id() {
        return id;
    }

    /** The AWS service, for selection: the last part of the package's name. */
    public final String service() {
        return service;
    }

    /** What people read. */
    public final About about() {
        return about;
    }

    /** The type tokens of the resources that are judged, or {@link #ANY_TYPE}. */
    public final Set<String> types() {
        return types;
    }

    @Override
    public final String toString() {
        return id;
    }
}
