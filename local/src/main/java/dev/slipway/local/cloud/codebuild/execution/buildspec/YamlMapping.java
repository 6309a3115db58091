package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a buildspec: its scalars as they are written, and errors that name the place.
 *
 * <p>A text stands for a list of one text, and a key without a value for an empty list, wherever a list is asked for: public buildspecs
 * write {@code commands}, {@code files} and {@code paths} so.
 */
final class YamlMapping {
    /** Merge keys may refer to each other; a buildspec that nests them deeper is an attack, not a buildspec. */
    private static final int DEEPEST_MERGE = 20;

    private final String place;
    private final Map<String, Node> entries;
    private final Map<String, Integer> lines;
    private final Map<String, List<String>> unknown;

    private YamlMapping(
            String place, Map<String, Node> entries, Map<String, Integer> lines, Map<String, List<String>> unknown) {
        this.place = place;
        this.entries = entries;
        this.lines = lines;
        this.unknown = unknown;
    }

    /**
     * Reads a whole document.
     *
     * @param unknown takes the keys that no section knows, by section
     */
    static YamlMapping of(Node node, Map<String, List<String>> unknown) throws BuildspecException {
        return of("", node, unknown);
    }

    private static YamlMapping of(String place, Node node, Map<String, List<String>> unknown)
            throws BuildspecException {
        if (!(node instanceof MappingNode mapping)) {
            throw new BuildspecException((place.isEmpty() ? "the buildspec" : place) + ": got " + kind(node)
                    + ", expected keys and values at line " + line(node));
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        collect(place, mapping, entries, lines, 0);
        return new YamlMapping(place, entries, lines, unknown);
    }

    private static void collect(
            String place, MappingNode mapping, Map<String, Node> entries, Map<String, Integer> lines, int depth)
            throws BuildspecException {
        if (depth > DEEPEST_MERGE) {
            throw new BuildspecException(place + ": merge keys are nested too deep at line " + line(mapping));
        }
        Map<String, Node> own = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                throw new BuildspecException(
                        place + ": got " + kind(key) + " as a key, expected text at line " + line(key));
            }
            if (scalar.getTag().equals(Tag.MERGE)) {
                merged.addAll(
                        tuple.getValueNode() instanceof SequenceNode list
                                ? list.getValue()
                                : List.of(tuple.getValueNode()));
            } else if (own.put(scalar.getValue(), tuple.getValueNode()) != null) {
                throw new BuildspecException(place + ": key '" + scalar.getValue()
                        + "' is given twice, the second time at line " + line(key));
            } else if (!entries.containsKey(scalar.getValue())) {
                entries.put(scalar.getValue(), tuple.getValueNode());
                lines.put(scalar.getValue(), line(key));
            }
        }
        for (Node other : merged) {
            if (!(other instanceof MappingNode more)) {
                throw new BuildspecException(
                        place + ": got " + kind(other) + " to merge, expected keys and values at line " + line(other));
            }
            collect(place, more, entries, lines, depth + 1);
        }
    }

    Collection<String> keys() {
        return entries.keySet();
    }

    int lineOf(String key) {
        return lines.getOrDefault(key, 0);
    }

    /** Takes note of the keys that a section has beside those that are known: as on AWS they are told and passed over. */
    void noteUnknown(String section, List<String> known) {
        List<String> others =
                entries.keySet().stream().filter(key -> !known.contains(key)).toList();
        if (!others.isEmpty()) {
            unknown.put(section, others);
        }
    }

    /** The mapping under a key, or null when the key is not there or has no value. */
    @Nullable
    YamlMapping mapping(String key) throws BuildspecException {
        Node node = entries.get(key);
        return node == null || isNull(node) ? null : of(child(key), node, unknown);
    }

    @Nullable
    String text(String key) throws BuildspecException {
        Node node = entries.get(key);
        if (node == null || isNull(node)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw new BuildspecException(child(key) + ": got " + kind(node) + ", expected text at line " + line(node));
        }
        return value(key, scalar);
    }

    String text(String key, String otherwise) throws BuildspecException {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    /** A value that the given reader understands; what it refuses is told with its place. */
    <T> T parsed(String key, T otherwise, Function<String, T> reader) throws BuildspecException {
        String text = text(key);
        return text == null ? otherwise : read(key, text, reader);
    }

    /** As above, for a value that must be there. */
    <T> T required(String key, String expected, Function<String, T> reader) throws BuildspecException {
        String text = text(key);
        if (text == null) {
            throw new BuildspecException(
                    child(key) + ": got nothing, expected " + expected + " at line " + lineOf(key));
        }
        return read(key, text, reader);
    }

    private <T> T read(String key, String text, Function<String, T> reader) throws BuildspecException {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BuildspecException(child(key) + ": " + e.getMessage() + " at line " + lineOf(key), e);
        }
    }

    boolean yes(String key) throws BuildspecException {
        return parsed(key, false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException("got '" + text + "', expected yes or no");
        });
    }

    Map<String, String> texts() throws BuildspecException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            String text = text(entry.getKey());
            all.put(entry.getKey(), text == null ? "" : text);
        }
        return all;
    }

    /** The list of texts under a key; empty when the key is not there. Errors call the list by the given name, in AWS's words. */
    List<String> list(String key, String name) throws BuildspecException {
        Node node = entries.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof ScalarNode scalar) {
            return List.of(value(key, scalar));
        }
        if (!(node instanceof SequenceNode list)) {
            throw new BuildspecException(
                    child(key) + ": got " + kind(node) + ", expected a list at line " + lineOf(key));
        }
        List<String> all = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (!(item instanceof ScalarNode scalar) || isNull(item)) {
                throw new BuildspecException("Expected " + name + "[" + all.size() + "] to be of string type: found "
                        + (item instanceof MappingNode ? "subkeys" : kind(item)) + " instead at line " + line(item)
                        + ", value of the key tag on line " + lineOf(key) + " might be empty");
            }
            all.add(value(key, scalar));
        }
        return all;
    }

    /** No file, variable or command can hold a zero byte; YAML can, in double quotes. */
    private String value(String key, ScalarNode scalar) throws BuildspecException {
        if (scalar.getValue().indexOf('\0') >= 0) {
            throw new BuildspecException(
                    child(key) + ": got a text with a zero byte, expected one without at line " + line(scalar));
        }
        return scalar.getValue();
    }

    String child(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String kind(Node node) {
        if (isNull(node)) {
            return "nothing";
        }
        if (node instanceof MappingNode) {
            return "keys and values";
        }
        return node instanceof SequenceNode ? "a list" : "text";
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
