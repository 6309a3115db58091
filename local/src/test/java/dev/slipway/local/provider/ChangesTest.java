package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.provider.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whether a change replaces a resource decides over data: the whole set is in {@code changes.txt}, to be read and
 * reviewed. Lines with # are the reviewer's.
 */
class ChangesTest {
    @Test
    void whatReplacesAndWhatChangesInPlaceIsAsReviewed() throws IOException {
        List<String> reviewed;
        try (InputStream stream = ChangesTest.class.getResourceAsStream("changes.txt")) {
            if (stream == null) {
                throw new AssertionError("got no changes.txt, expected the reviewed table beside this test");
            }
            reviewed = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("#") && !line.isBlank())
                    .toList();
        }
        assertThat(String.join("\n", reviewed)).isEqualTo(String.join("\n", table()));
    }

    private static List<String> table() {
        Registry registry = new Registry();
        List<String> lines = new ArrayList<>();
        for (String token : Registry.resourceTokens()) {
            ResourceType type = registry.resource(token).type();
            Set<String> replacing = new TreeSet<>(type.replacing());
            replacing.removeAll(type.unsupported());
            Set<String> inPlace = new TreeSet<>(type.shape().properties().keySet());
            inPlace.removeAll(replacing);
            inPlace.removeAll(type.unsupported());
            inPlace.removeAll(type.replacingByPresence());
            lines.add(token);
            add(lines, "replaces", replacing);
            add(lines, "replaces when added or removed", type.replacingByPresence());
            add(lines, "in place", inPlace);
        }
        return lines;
    }

    private static void add(List<String> lines, String kind, Set<String> names) {
        if (!names.isEmpty()) {
            lines.add("  " + kind + ": " + String.join(", ", names));
        }
    }
}
