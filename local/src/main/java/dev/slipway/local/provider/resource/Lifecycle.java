package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.aws.AwsErrors;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Values;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Runs one resource type's handler in the steps that every type shares. */
public final class Lifecycle {
    private final ResourceHandler handler;
    private final ResourceType type;
    private final Map<String, String> defaultTags;

    /** For one type and the provider's default tags. */
    public Lifecycle(ResourceHandler handler, Map<String, String> defaultTags) {
        this.handler = handler;
        this.type = handler.type();
        this.defaultTags = Map.copyOf(defaultTags);
    }

    /**
     * A resource as the engine keeps it.
     *
     * @param failure what went wrong after the resource existed, or null
     */
    public record Kept(
            String id, Map<String, Object> inputs, Map<String, Object> outputs, @Nullable RuntimeException failure) {
        /** Whether the resource was not there any more when it was read back. */
        public boolean gone() {
            return failure instanceof Gone;
        }
    }

    /** Right after it was written, the resource cannot be found. */
    private static final class Gone extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Gone(String written, String id, @Nullable RuntimeException failure) {
            super(
                    written + ", but not readable under the id \"" + id + "\": the read right after it found nothing."
                            + " Run `pulumi refresh`, which forgets it if it is gone; if it is there, what answers at the"
                            + " endpoint does not serve this read as AWS does"
                            + (failure == null ? "" : ". Before that, " + AwsErrors.describe(failure)),
                    failure);
        }
    }

    /** A diff, ready to be told to the engine. */
    public record Differences(Map<String, Differ.Kind> byPath, boolean deleteBeforeReplace) {
        /** Whether any of them replaces the resource. */
        public boolean replace() {
            return byPath.values().stream().anyMatch(Differ.Kind::replaces);
        }
    }

    /** Checks inputs. */
    public Checker.Result check(Naming naming, Map<String, Object> oldInputs, Map<String, Object> newInputs) {
        return new Checker(handler).check(naming, oldInputs, newInputs);
    }

    /** Compares. */
    public Differences diff(Map<String, Object> oldInputs, Map<String, Object> state, Map<String, Object> newInputs) {
        Map<String, Differ.Kind> byPath = Differ.diff(type, oldInputs, state, newInputs, defaultTags);
        return new Differences(byPath, type.deleteBeforeReplace() || keepsGivenName(oldInputs, newInputs));
    }

    /** The outputs that a preview of a creation can tell. */
    public Map<String, Object> previewCreate(Map<String, Object> inputs) {
        return new Preview(type, defaultTags).created(inputs);
    }

    /** The outputs that a preview of an update can tell. */
    public Map<String, Object> previewUpdate(Map<String, Object> state, Map<String, Object> inputs) {
        return new Preview(type, defaultTags).updated(state, inputs);
    }

    /** Creates and reads back. */
    public Kept create(Call call, Map<String, Object> inputs) {
        PropertyMap asked = withAllTags(inputs);
        String id;
        RuntimeException failure = null;
        try {
            id = handler.create(call, asked);
        } catch (PartlyCreated e) {
            id = e.id();
            failure = (RuntimeException) e.getCause();
        }
        return readBack("created", call, id, inputs, asked, failure);
    }

    /** Changes in place and reads back; a failure keeps what is true by now. */
    public Kept update(Call call, String id, Map<String, Object> state, Map<String, Object> inputs) {
        PropertyMap asked = withAllTags(inputs);
        PropertyMap before = whole(call, id, new PropertyMap(state));
        RuntimeException failure = null;
        try {
            handler.update(call, id, new Change(before, asked));
        } catch (RuntimeException e) {
            failure = e;
        }
        return readBack("updated", call, id, inputs, before.withAll(asked), failure);
    }

    // A creation that was cut short left only what was asked for in the state: what AWS added is read first.
    private PropertyMap whole(Call call, String id, PropertyMap state) {
        return type.outputs().contains("arn") && !state.has("arn")
                ? find(call, id, state).map(state::withAll).orElse(state)
                : state;
    }

    /** Reads; empty if the resource is gone. Without a state it is an import. */
    public Optional<Kept> read(Call call, String id, Map<String, Object> inputs, Map<String, Object> state) {
        boolean imported = inputs.isEmpty();
        return find(call, id, new PropertyMap(state)).map(found -> {
            Map<String, Object> actual = withOwnTags(found, inputs);
            Merge merge = new Merge(type);
            // AWS does not tell them: an import takes the defaults, and a refresh keeps what is known.
            type.notReadable().stream()
                    .filter(name -> !inputs.containsKey(name))
                    .forEach(name -> {
                        Object value = imported ? type.defaults().get(name) : state.get(name);
                        if (value != null) {
                            actual.putIfAbsent(name, value);
                        }
                    });
            Map<String, Object> refreshed =
                    imported ? merge.importedInputs(actual) : merge.refreshedInputs(inputs, actual);
            // What is imported has the form that the next refresh gives it.
            Map<String, Object> asked = imported ? refreshed : inputs;
            Map<String, Object> outputs = marked(merge.outputs(asked, actual), asked);
            return new Kept(id, refreshed, outputs, null);
        });
    }

    /** Deletes. */
    public void delete(Call call, String id, Map<String, Object> state) {
        try {
            handler.delete(call, id, new PropertyMap(state));
        } catch (AwsServiceException e) {
            if (!type.saysMissing(AwsErrors.code(e))) {
                throw e;
            }
        }
    }

    private Kept readBack(
            String written,
            Call call,
            String id,
            Map<String, Object> inputs,
            PropertyMap known,
            @Nullable RuntimeException failure) {
        Optional<PropertyMap> found;
        try {
            found = find(call, id, known);
        } catch (RuntimeException e) {
            RuntimeException first = failure == null ? e : failure;
            return new Kept(id, inputs, marked(onlyOutputs(known.values()), inputs), first);
        }
        if (found.isEmpty()) {
            // A step on a resource that is gone fails too; that it is gone is what counts.
            return new Kept(id, inputs, marked(onlyOutputs(known.values()), inputs), new Gone(written, id, failure));
        }
        Map<String, Object> actual = withOwnTags(found.get(), inputs);
        Merge merge = new Merge(type);
        // After a failure the inputs tell what is true, so that the next update sees what is still to do.
        Map<String, Object> kept = failure == null ? inputs : merge.refreshedInputs(inputs, actual);
        return new Kept(id, kept, marked(merge.outputs(inputs, actual), inputs), failure);
    }

    private Optional<PropertyMap> find(Call call, String id, PropertyMap known) {
        try {
            return handler.read(call, id, known);
        } catch (AwsServiceException e) {
            if (type.saysMissing(AwsErrors.code(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PropertyMap withAllTags(Map<String, Object> inputs) {
        PropertyMap asked = new PropertyMap(inputs);
        return type.outputs().contains(Tags.ALL)
                ? asked.with(Tags.ALL, Tags.all(defaultTags, asked.get(Tags.OWN)))
                : asked;
    }

    // A handler gives all tags as "tagsAll"; a resource's own are those that the default tags do not explain.
    private Map<String, Object> withOwnTags(PropertyMap found, Map<String, Object> inputs) {
        Map<String, Object> actual = new TreeMap<>(found.values());
        if (found.get(Tags.ALL) instanceof Map<?, ?> all) {
            Map<?, ?> asked = Values.plainMap(inputs).get(Tags.OWN) instanceof Map<?, ?> tags ? tags : Map.of();
            Map<String, Object> own = new TreeMap<>();
            all.forEach((key, value) -> {
                if (asked.containsKey(key) || !value.equals(defaultTags.get(key))) {
                    own.put((String) key, value);
                }
            });
            if (!own.isEmpty()) {
                actual.put(Tags.OWN, own);
            }
        }
        return actual;
    }

    private Map<String, Object> onlyOutputs(Map<String, Object> values) {
        Map<String, Object> outputs = new TreeMap<>(values);
        outputs.keySet().retainAll(type.outputs());
        return outputs;
    }

    private Map<String, Object> marked(Map<String, Object> outputs, Map<String, Object> inputs) {
        Map<String, Object> marked = new TreeMap<>();
        outputs.forEach((name, value) -> {
            boolean always = type.secretOutputs().contains(name)
                    || (name.equals(Tags.ALL) && Values.hasSecret(inputs.get(Tags.OWN)));
            marked.put(name, always ? Values.secret(value) : Values.markLike(value, inputs.get(name)));
        });
        return marked;
    }

    // A generated name changes with the replacement; a given one would be taken while the old resource exists.
    private boolean keepsGivenName(Map<String, Object> oldInputs, Map<String, Object> newInputs) {
        AutoName autoName = type.autoName();
        if (autoName == null || Checker.isDefault(newInputs, autoName.property())) {
            return false;
        }
        Object name = newInputs.get(autoName.property());
        return name != null && name.equals(oldInputs.get(autoName.property()));
    }
}
