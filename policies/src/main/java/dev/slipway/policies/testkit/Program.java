package dev.slipway.policies.testkit;

import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A small Pulumi program, written as the {@code resources} of a Pulumi YAML program.
 *
 * <p>{@code ${bucket.id}} refers to another resource: what only exists after creation is unknown at preview, and either way
 * the engine is told what the property was made from. {@code fn::toJSON} and {@code fn::secret} are Pulumi's;
 * {@code fn::computed: x} is unknown at preview and x after it.
 *
 * @see <a href="https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/">Pulumi YAML</a>
 */
public final class Program {
    private static final String STACK = "urn:pulumi:dev::example::";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_-]+)\\.([A-Za-z0-9_.\\[\\]-]+)}");

    /**
     * A resource at one moment.
     *
     * @param inputs what the program asks for
     * @param outputs what the resource is then
     * @param dependencies for each property, the URNs it was made from
     */
    public record Resource(
            String urn,
            String type,
            String name,
            Value.Fields inputs,
            Value.Fields outputs,
            Map<String, Set<String>> dependencies) {}

    private final Map<String, Object> declared;

    private Program(Map<String, Object> declared) {
        this.declared = declared;
    }

    /** Reads the value of a {@code resources} key: resource names with {@code type} and {@code properties}. */
    public static Program of(Map<String, ?> resources) {
        Map<String, Object> declared = new LinkedHashMap<>(resources);
        declared.forEach((name, resource) -> {
            if (!(resource instanceof Map<?, ?> fields) || !(fields.get("type") instanceof String)) {
                throw new IllegalArgumentException(
                        "got the resource " + name + ": " + resource + ", expected type and properties");
            }
        });
        return new Program(declared);
    }

    /** Reads YAML text with resource names at its top. */
    public static Program parse(String yaml) {
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Map<String, Object> resources = new LinkedHashMap<>();
        if (loaded instanceof Map<?, ?> map) {
            map.forEach((name, resource) -> resources.put(String.valueOf(name), resource));
        }
        return of(resources);
    }

    /** The resources as they are at preview: what only exists after creation is unknown. */
    public List<Resource> atPreview() {
        return new Moment(true, true).resources();
    }

    /**
     * The resources at a preview of a program that computes its references, such as {@code bucket.arn().applyValue(...)}: each is
     * unknown, and nothing tells what it was made from.
     */
    public List<Resource> atPreviewUntraced() {
        return new Moment(true, false).resources();
    }

    /** The resources as they are in an update: everything is known. */
    public List<Resource> inUpdate() {
        return new Moment(false, true).resources();
    }

    private final class Moment {
        private final boolean preview;
        private final boolean traced;

        private Moment(boolean preview, boolean traced) {
            this.preview = preview;
            this.traced = traced;
        }

        List<Resource> resources() {
            return declared.keySet().stream().map(this::resource).toList();
        }

        private Resource resource(String name) {
            String type = type(name);
            Map<String, Value> inputs = new LinkedHashMap<>();
            Map<String, Set<String>> dependencies = new LinkedHashMap<>();
            properties(name).forEach((key, value) -> {
                Set<String> from = new LinkedHashSet<>();
                inputs.put(key, resolve(value, from));
                dependencies.put(key, from);
            });
            Map<String, Value> outputs = new LinkedHashMap<>(inputs);
            outputs.putIfAbsent("id", computed(name, "id"));
            outputs.putIfAbsent("arn", computed(name, "arn"));
            return new Resource(
                    urn(name), type, name, new Value.Fields(inputs), new Value.Fields(outputs), dependencies);
        }

        private Value resolve(Object value, Set<String> from) {
            if (value instanceof Map<?, ?> map) {
                if (map.size() == 1) {
                    Map.Entry<?, ?> only = map.entrySet().iterator().next();
                    Optional<Value> called = call(String.valueOf(only.getKey()), only.getValue(), from);
                    if (called.isPresent()) {
                        return called.get();
                    }
                }
                Map<String, Value> fields = new LinkedHashMap<>();
                map.forEach((key, inner) -> fields.put(String.valueOf(key), resolve(inner, from)));
                return new Value.Fields(fields);
            }
            if (value instanceof List<?> list) {
                List<Value> items = new ArrayList<>();
                list.forEach(item -> items.add(resolve(item, from)));
                return new Value.Items(items);
            }
            if (value instanceof Number number) {
                return new Value.Numeric(number.doubleValue());
            }
            if (value instanceof Boolean flag) {
                return new Value.Flag(flag);
            }
            return value == null ? Value.MISSING : interpolate(String.valueOf(value), from);
        }

        private Optional<Value> call(String function, Object argument, Set<String> from) {
            return switch (function) {
                case "fn::secret" -> Optional.of(new Value.Secret(resolve(argument, from)));
                case "fn::computed" -> Optional.of(preview ? Value.UNKNOWN : resolve(argument, from));
                case "fn::toJSON" -> {
                    Value inner = resolve(argument, from);
                    boolean known = Property.root(inner).isFullyKnown();
                    Value json = known ? new Value.Text(JsonValues.write(inner)) : Value.UNKNOWN;
                    yield Optional.of(hasSecret(inner) ? new Value.Secret(json) : json);
                }
                default -> Optional.empty();
            };
        }

        private Value interpolate(String text, Set<String> from) {
            Matcher reference = REFERENCE.matcher(text);
            StringBuilder whole = new StringBuilder();
            int done = 0;
            boolean secret = false;
            while (reference.find()) {
                Value target = output(reference.group(1), reference.group(2), from);
                if (reference.group().equals(text)) {
                    return target;
                }
                secret |= target instanceof Value.Secret;
                Property read = Property.root(target);
                if (!read.isKnown()) {
                    // As in the engine, one unknown part makes the whole text unknown; the rest still counts as
                    // dependency.
                    while (reference.find()) {
                        output(reference.group(1), reference.group(2), from);
                    }
                    return Value.UNKNOWN;
                }
                whole.append(text, done, reference.start()).append(read.text(""));
                done = reference.end();
            }
            Value joined = new Value.Text(whole.append(text.substring(done)).toString());
            return secret ? new Value.Secret(joined) : joined;
        }

        private Value output(String name, String path, Set<String> from) {
            if (!declared.containsKey(name)) {
                throw new IllegalArgumentException(
                        "got ${" + name + "." + path + "}, expected one of the resources " + declared.keySet());
            }
            if (!traced) {
                return Value.UNKNOWN;
            }
            from.add(urn(name));
            Map<String, Value> inputs = new LinkedHashMap<>();
            properties(name).forEach((key, value) -> inputs.put(key, resolve(value, new LinkedHashSet<>())));
            Property declaredValue = Property.root(new Value.Fields(inputs)).get(path);
            return declaredValue.isPresent()
                    ? declaredValue.isSecret() ? new Value.Secret(declaredValue.value()) : declaredValue.value()
                    : computed(name, path);
        }

        private Value computed(String name, String path) {
            String physical = name + "-1a2b3c4";
            // The provider chooses these names before anything is created, so they are known at preview.
            if (path.equals("name") || path.equals("bucket")) {
                return new Value.Text(physical);
            }
            if (preview) {
                return Value.UNKNOWN;
            }
            return new Value.Text(path.equals("arn") || path.endsWith("Arn") ? arn(name, physical) : physical);
        }

        private String arn(String name, String physical) {
            String[] parts = type(name).split("[:/]", -1);
            String service = parts.length > 1 ? parts[1] : "unknown";
            String kind = parts[parts.length - 1].toLowerCase(Locale.ROOT);
            return switch (service) {
                case "s3" -> "arn:aws:s3:::" + physical;
                case "iam" -> "arn:aws:iam::123456789012:" + kind + "/" + physical;
                case "sns" -> "arn:aws:sns:us-east-1:123456789012:" + physical;
                case "codepipeline" -> "arn:aws:codepipeline:us-east-1:123456789012:" + physical;
                case "codecommit" -> "arn:aws:codecommit:us-east-1:123456789012:" + physical;
                case "cloudwatch" -> "arn:aws:logs:us-east-1:123456789012:log-group:" + physical;
                default -> "arn:aws:" + service + ":us-east-1:123456789012:" + kind + "/" + physical;
            };
        }
    }

    private static boolean hasSecret(Value value) {
        if (value instanceof Value.Items items) {
            return items.values().stream().anyMatch(Program::hasSecret);
        }
        if (value instanceof Value.Fields fields) {
            return fields.values().values().stream().anyMatch(Program::hasSecret);
        }
        return value instanceof Value.Secret;
    }

    private Map<String, Object> properties(String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (declared.get(name) instanceof Map<?, ?> resource && resource.get("properties") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        return properties;
    }

    /** {@code aws:s3:BucketV2} is short for {@code aws:s3/bucketV2:BucketV2}. */
    private String type(String name) {
        String given = declared.get(name) instanceof Map<?, ?> resource ? String.valueOf(resource.get("type")) : "";
        String[] parts = given.split(":", -1);
        if (parts.length != 3 || parts[1].contains("/") || !parts[0].equals("aws")) {
            return given;
        }
        return parts[0] + ":" + parts[1] + "/" + parts[2].substring(0, 1).toLowerCase(Locale.ROOT)
                + parts[2].substring(1) + ":" + parts[2];
    }

    private String urn(String name) {
        return STACK + type(name) + "::" + name;
    }
}
