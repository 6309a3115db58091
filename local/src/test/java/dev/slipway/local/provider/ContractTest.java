package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.resource.ResourceType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every registered resource type has to do, tried on a real cloud through gRPC. */
class ContractTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Plugin plugin;

    @BeforeAll
    static void start() throws IOException {
        plugin = Plugin.onTestCloud(Map.of());
    }

    @AfterAll
    static void stop() {
        plugin.close();
    }

    @TestFactory
    Stream<DynamicTest> everyTypeLivesAndDies() {
        return Registry.resourceTokens().stream().map(token -> DynamicTest.dynamicTest(token, () -> live(token)));
    }

    private static void live(String token) throws IOException {
        Example example = Example.of(token);
        Map<String, Plugin.Kept> made = new LinkedHashMap<>();
        Deque<Runnable> deletions = new ArrayDeque<>();
        try {
            example.needs().forEach((name, need) -> {
                Map<String, Object> inputs =
                        plugin.check(need.type(), name, Map.of(), Example.resolve(need.inputs(), made));
                Plugin.Kept kept = plugin.create(need.type(), name, inputs);
                made.put(name, kept);
                deletions.push(() -> plugin.delete(need.type(), kept));
            });
            new Life(token, example, made).run(deletions);
        } finally {
            deletions.forEach(Runnable::run);
        }
    }

    /** One resource from its first preview to its second deletion. */
    private record Life(String token, Example example, Map<String, Plugin.Kept> made) {
        private void run(Deque<Runnable> deletions) {
            ResourceType type = new Registry().resource(token).type();
            Map<String, Object> program = Example.resolve(example.inputs(), made);
            Map<String, Object> inputs = plugin.check(token, "example", Map.of(), program);
            assertThat(plugin.check(token, "example", inputs, program))
                    .as("a second check changes nothing")
                    .isEqualTo(inputs);
            Map<String, Object> preview = plugin.previewCreate(token, inputs);
            Plugin.Kept kept = plugin.create(token, "example", inputs);
            deletions.push(() -> plugin.delete(token, kept));

            TreeSet<String> given = new TreeSet<>(kept.outputs().keySet());
            given.addAll(example.missing());
            TreeSet<String> expected = new TreeSet<>(type.outputs());
            expected.removeIf(
                    name -> !preview.containsKey(name) && !kept.outputs().containsKey(name));
            assertThat(given)
                    .as("every output that the preview promises is given")
                    .isEqualTo(expected);
            preview.forEach((name, value) -> {
                if (value != Unknown.VALUE && !example.missing().contains(name)) {
                    requireWithin("preview of " + name, value, kept.outputs().get(name));
                }
            });
            requireStable(kept);
            Plugin.Kept changed = update(kept, program);
            requireStable(changed);
            if (!example.partlyTold()) {
                importById(changed);
            }

            plugin.delete(token, changed);
            if (!example.stays()) {
                assertThat(plugin.read(token, changed.id(), changed.inputs(), changed.outputs())
                                .id())
                        .as("gone after deletion")
                        .isEmpty();
            }
            plugin.delete(token, changed);
        }

        private void requireStable(Plugin.Kept kept) {
            Plugin.Kept read = plugin.read(token, kept.id(), kept.inputs(), kept.outputs());
            assertThat(read).as("a refresh shows no drift").isEqualTo(kept);
            assertThat(plugin.diff(token, kept.id(), kept, kept.inputs()))
                    .as("the same program is no change")
                    .isEmpty();
        }

        private Plugin.Kept update(Plugin.Kept created, Map<String, Object> firstProgram) {
            Plugin.Kept kept = created;
            Map<String, Object> program = firstProgram;
            for (Map<String, Object> change : example.updates()) {
                program = changed(program, change);
                Map<String, Object> news = plugin.check(token, "example", kept.inputs(), program);
                Map<String, String> diff = plugin.diff(token, kept.id(), kept, news);
                assertThat(roots(diff)).as("what differs after %s", change).isEqualTo(new TreeSet<>(change.keySet()));
                assertThat(diff.values()).as("in place: %s", diff).noneMatch(kind -> kind.endsWith("_REPLACE"));
                Map<String, Object> preview = plugin.update(token, kept, news, true);
                kept = new Plugin.Kept(kept.id(), news, plugin.update(token, kept, news, false));
                Map<String, Object> outputs = kept.outputs();
                preview.forEach((name, value) -> {
                    if (value != Unknown.VALUE) {
                        requireWithin("preview of the update, " + name, value, outputs.get(name));
                    }
                });
                requireStable(kept);
            }
            for (Map.Entry<String, Object> replacing : example.replaces().entrySet()) {
                Map<String, Object> news = plugin.check(
                        token,
                        "example",
                        kept.inputs(),
                        changed(program, Map.of(replacing.getKey(), replacing.getValue())));
                assertThat(plugin.diff(token, kept.id(), kept, news).entrySet())
                        .as("%s replaces", replacing.getKey())
                        .anyMatch(entry -> entry.getKey().startsWith(replacing.getKey())
                                && entry.getValue().endsWith("_REPLACE"));
            }
            return kept;
        }

        private Map<String, Object> changed(Map<String, Object> program, Map<String, Object> change) {
            Map<String, Object> changed = new TreeMap<>(program);
            changed.keySet().removeAll(change.keySet());
            changed.putAll(Example.resolve(change, made));
            return changed;
        }

        private void importById(Plugin.Kept kept) {
            String named = example.importId();
            String id = named == null
                    ? kept.id()
                    : (String) Objects.requireNonNull(
                            Example.resolve(Map.of("id", named), made).get("id"));
            Plugin.Kept imported = plugin.read(token, id, Map.of(), Map.of());
            assertThat(imported.id()).isEqualTo(id);
            assertThat(plugin.read(token, id, imported.inputs(), imported.outputs()))
                    .as("a refresh after an import shows no drift")
                    .isEqualTo(imported);
            Map<String, Object> inputs = plugin.check(token, "example", imported.inputs(), imported.inputs());
            assertThat(plugin.diff(token, id, imported, inputs))
                    .as("an imported resource needs no change, with the inputs %s", imported.inputs())
                    .isEmpty();
        }

        // What AWS chooses within an object is more than the preview could tell.
        private static void requireWithin(String what, Object promised, @Nullable Object given) {
            if (promised instanceof Map<?, ?> members && given instanceof Map<?, ?> map) {
                members.forEach((name, member) -> requireWithin(what + "." + name, member, map.get(name)));
            } else if (promised instanceof List<?> list
                    && given instanceof List<?> elements
                    && list.size() == elements.size()) {
                for (int i = 0; i < list.size(); i++) {
                    requireWithin(what + "[" + i + "]", list.get(i), elements.get(i));
                }
            } else {
                assertThat(given).as(what).isEqualTo(promised);
            }
        }

        private static TreeSet<String> roots(Map<String, String> diff) {
            TreeSet<String> roots = new TreeSet<>();
            diff.keySet().forEach(path -> roots.add(path.split("[.\\[]", 2)[0]));
            return roots;
        }
    }
}
