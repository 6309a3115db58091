package dev.slipway.local.provider.resource;

import com.pulumi.core.annotations.Export;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.local.provider.schema.Shape;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a resource type beyond its shape: what the official plugin fills in, what replaces the resource,
 * which values AWS chooses. Paths are {@link PathPattern}s.
 */
public final class ResourceType {
    private final String token;
    private final Class<? extends CustomResource> resource;
    private final Shape shape;
    private final Set<String> outputs;
    private final @Nullable AutoName autoName;
    private final Map<String, Object> defaults;
    private final Set<String> computed;
    private final List<PathPattern> replacedBy;
    private final Set<String> replacedByPresence;
    private final Map<PathPattern, BiPredicate<Object, Object>> sameness;
    private final Set<String> notReadable;
    private final Set<String> unsupported;
    private final Map<PathPattern, List<Allowed>> allowed;
    private final List<Set<String>> conflicts;
    private final List<Set<String>> choices;
    private final Set<String> refreshedByUpdate;
    private final Set<String> secretOutputs;
    private final Set<String> missingCodes;
    private final boolean deleteBeforeReplace;

    private ResourceType(Builder builder) {
        this.token = builder.token;
        this.resource = builder.resource;
        this.shape = builder.shape;
        this.outputs = builder.outputs;
        this.autoName = builder.autoName;
        this.defaults = Collections.unmodifiableMap(builder.defaults);
        this.computed = Set.copyOf(builder.computed);
        this.replacedBy = List.copyOf(builder.replacedBy);
        this.replacedByPresence = Set.copyOf(builder.replacedByPresence);
        this.sameness = Map.copyOf(builder.sameness);
        this.notReadable = Set.copyOf(builder.notReadable);
        this.unsupported = Set.copyOf(builder.unsupported);
        this.allowed = Map.copyOf(builder.allowed);
        this.conflicts = List.copyOf(builder.conflicts);
        this.choices = List.copyOf(builder.choices);
        this.refreshedByUpdate = Set.copyOf(builder.refreshedByUpdate);
        this.secretOutputs = Set.copyOf(builder.secretOutputs);
        this.missingCodes = Set.copyOf(builder.missingCodes);
        this.deleteBeforeReplace = builder.deleteBeforeReplace;
    }

    /** Starts from the official SDK's classes, which give the token, the inputs and the outputs. */
    public static Builder of(Class<? extends CustomResource> resource, Class<? extends ResourceArgs> args) {
        return new Builder(resource, args);
    }

    /** The type token, such as {@code aws:iam/role:Role}. */
    public String token() {
        return token;
    }

    /** The inputs. */
    public Shape shape() {
        return shape;
    }

    /** The outputs, inputs among them, with their types. */
    public Shape outputShape() {
        return Shape.of(resource);
    }

    /** The names of all outputs, inputs among them. */
    public Set<String> outputs() {
        return outputs;
    }

    /** Inputs that a program cannot use with the offline plugin. */
    public Set<String> unsupported() {
        return unsupported;
    }

    /** The paths whose change replaces the resource. */
    public Set<String> replacing() {
        Set<String> paths = new TreeSet<>();
        replacedBy.forEach(pattern -> paths.add(String.join(".", pattern.segments())));
        return paths;
    }

    /** The inputs that replace the resource when they are added or taken away; another value is an update in place. */
    public Set<String> replacingByPresence() {
        return new TreeSet<>(replacedByPresence);
    }

    @Nullable
    AutoName autoName() {
        return autoName;
    }

    Map<String, Object> defaults() {
        return defaults;
    }

    boolean isComputed(String property) {
        return computed.contains(property);
    }

    boolean isComputed(List<String> path) {
        return computed.stream().anyMatch(pattern -> PathPattern.of(pattern).matches(path));
    }

    boolean isReplacedBy(List<String> path) {
        return replacedBy.stream().anyMatch(pattern -> pattern.covers(path));
    }

    boolean isReplacedByPresence(List<String> path) {
        return path.size() == 1 && replacedByPresence.contains(path.get(0));
    }

    @Nullable
    BiPredicate<Object, Object> sameness(List<String> path) {
        for (Map.Entry<PathPattern, BiPredicate<Object, Object>> entry : sameness.entrySet()) {
            if (entry.getKey().matches(path)) {
                return entry.getValue();
            }
        }
        return null;
    }

    Set<String> notReadable() {
        return notReadable;
    }

    List<Allowed> allowed(List<String> path) {
        List<Allowed> conditions = new ArrayList<>();
        allowed.forEach((pattern, conditionsOfPattern) -> {
            if (pattern.matches(path)) {
                conditions.addAll(conditionsOfPattern);
            }
        });
        return conditions;
    }

    List<Set<String>> conflicts() {
        return conflicts;
    }

    List<Set<String>> choices() {
        return choices;
    }

    Set<String> refreshedByUpdate() {
        return refreshedByUpdate;
    }

    /** Outputs that are always secret. */
    public Set<String> secretOutputs() {
        return secretOutputs;
    }

    /** Whether AWS's error code says that the resource does not exist. */
    public boolean saysMissing(String code) {
        return missingCodes.contains(code);
    }

    boolean deleteBeforeReplace() {
        return deleteBeforeReplace;
    }

    /** Collects the facts. */
    public static final class Builder {
        private final String token;
        private final Class<? extends CustomResource> resource;
        private final Shape shape;
        private final Set<String> outputs = new TreeSet<>();
        private @Nullable AutoName autoName;
        private final Map<String, Object> defaults = new LinkedHashMap<>();
        private final Set<String> computed = new LinkedHashSet<>();
        private final List<PathPattern> replacedBy = new ArrayList<>();
        private final Set<String> replacedByPresence = new LinkedHashSet<>();
        private final Map<PathPattern, BiPredicate<Object, Object>> sameness = new LinkedHashMap<>();
        private final Set<String> notReadable = new LinkedHashSet<>();
        private final Set<String> unsupported = new LinkedHashSet<>();
        private final Map<PathPattern, List<Allowed>> allowed = new LinkedHashMap<>();
        private final List<Set<String>> conflicts = new ArrayList<>();
        private final List<Set<String>> choices = new ArrayList<>();
        private final Set<String> refreshedByUpdate = new LinkedHashSet<>();
        private final Set<String> secretOutputs = new LinkedHashSet<>();
        private final Set<String> missingCodes = new LinkedHashSet<>();
        private boolean deleteBeforeReplace;

        private Builder(Class<? extends CustomResource> resource, Class<? extends ResourceArgs> args) {
            this.token = resource.getAnnotation(com.pulumi.core.annotations.ResourceType.class)
                    .type();
            this.resource = resource;
            this.shape = Shape.of(args);
            for (Field field : resource.getDeclaredFields()) {
                Export export = field.getAnnotation(Export.class);
                if (export != null) {
                    outputs.add(export.name());
                }
            }
        }

        /** Names the resource when the program does not. */
        public Builder autoName(AutoName name) {
            this.autoName = name;
            computed.add(name.property());
            return this;
        }

        /** The value that the official plugin fills in; within a nested object only where that object is given. */
        public Builder byDefault(String path, Object value) {
            defaults.put(path, value instanceof Integer number ? Long.valueOf(number) : value);
            return this;
        }

        /** Inputs that AWS chooses when the program does not: unknown in a preview, no change when left out. */
        public Builder computed(String... paths) {
            computed.addAll(List.of(paths));
            return this;
        }

        /** Inputs that AWS cannot change in place. */
        public Builder replacedBy(String... paths) {
            for (String path : paths) {
                replacedBy.add(PathPattern.of(path));
            }
            return this;
        }

        /** Inputs all of which AWS cannot change in place, but for the tags. */
        public Builder replacedByAll() {
            return replacedByAllBut();
        }

        /** Inputs all of which AWS cannot change in place, but for the tags and the named ones. */
        public Builder replacedByAllBut(String... updatable) {
            Set<String> kept = new TreeSet<>(List.of(updatable));
            kept.add("tags");
            shape.properties().keySet().stream()
                    .filter(name -> !kept.contains(name))
                    .forEach(this::replacedBy);
            return this;
        }

        /** Inputs that AWS can change, but neither add nor take away. */
        public Builder replacedByPresence(String... names) {
            replacedByPresence.addAll(List.of(names));
            return this;
        }

        /** Inputs that hold JSON: equal when they mean the same. */
        public Builder json(String... paths) {
            for (String path : paths) {
                sameness.put(PathPattern.of(path), Sameness::json);
                allow(path, Allowed.json());
            }
            return this;
        }

        /** Inputs that hold an IAM policy: equal when they mean the same, whatever the order and form of their lists. */
        public Builder policy(String... paths) {
            for (String path : paths) {
                sameness.put(PathPattern.of(path), Sameness::policy);
                allow(path, Allowed.json());
            }
            return this;
        }

        /** Lists whose order means nothing. */
        public Builder sets(String... paths) {
            for (String path : paths) {
                sameness.put(PathPattern.of(path), Sameness::set);
            }
            return this;
        }

        /** Two values that mean the same at this path. */
        public Builder sameWhen(String path, BiPredicate<Object, Object> same) {
            sameness.put(PathPattern.of(path), same);
            return this;
        }

        /** Inputs that AWS never tells: they are kept as the program gave them. */
        public Builder notReadable(String... names) {
            notReadable.addAll(List.of(names));
            return this;
        }

        /** Inputs that this plugin does not offer; using one is an error, not silently nothing. */
        public Builder unsupported(String... names) {
            unsupported.addAll(List.of(names));
            return this;
        }

        /** A condition on the value. */
        public Builder allow(String path, Allowed condition) {
            allowed.computeIfAbsent(PathPattern.of(path), unused -> new ArrayList<>())
                    .add(condition);
            return this;
        }

        /** Inputs of which at most one may be given. */
        public Builder conflicting(String... names) {
            conflicts.add(new LinkedHashSet<>(List.of(names)));
            return this;
        }

        /** Inputs of which at least one has to be given. */
        public Builder atLeastOneOf(String... names) {
            choices.add(new LinkedHashSet<>(List.of(names)));
            return this;
        }

        /** Inputs of which exactly one has to be given. */
        public Builder exactlyOneOf(String... names) {
            return atLeastOneOf(names).conflicting(names);
        }

        /** Outputs that an update may change although their inputs do not. */
        public Builder refreshedByUpdate(String... names) {
            refreshedByUpdate.addAll(List.of(names));
            return this;
        }

        /** Outputs that are always secret. */
        public Builder secretOutputs(String... names) {
            secretOutputs.addAll(List.of(names));
            return this;
        }

        /** AWS's error codes for "there is no such resource". */
        public Builder missingCodes(String... codes) {
            missingCodes.addAll(List.of(codes));
            return this;
        }

        /** A replacement needs the old resource gone, because AWS allows only one. */
        public Builder deleteBeforeReplace() {
            this.deleteBeforeReplace = true;
            return this;
        }

        /** The finished type. */
        public ResourceType build() {
            return new ResourceType(this);
        }
    }
}
