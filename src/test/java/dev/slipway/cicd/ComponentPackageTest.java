package dev.slipway.cicd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.provider.internal.ComponentProvider;
import com.pulumi.provider.internal.Metadata;
import com.pulumi.provider.internal.models.GetSchemaRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What programs in other languages get from {@code pulumi package add}: a contract, so the whole of it is pinned. */
class ComponentPackageTest {
    private static final Path PINNED = Path.of("src/test/resources/dev/slipway/component-package.json");
    private static final Path ACTUAL = Path.of("target/component-package.json");

    @Test
    void componentsWithTheirInputsAndOutputsAreAsPinned() throws IOException {
        String schema = new ComponentProvider(new Metadata("slipway"), GitSource.class.getPackage())
                .getSchema(new GetSchemaRequest(0, "", ""))
                .join()
                .getSchema();
        String actual = new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(sorted(JsonParser.parseString(schema)))
                + "\n";
        Files.writeString(ACTUAL, actual);

        assertThat(actual)
                .as("a change that users have to follow; when it is meant, copy %s to %s", ACTUAL, PINNED)
                .isEqualTo(Files.readString(PINNED));
    }

    /** The SDK gives names in the order of a hash; lists of names mean no order either. */
    private static JsonElement sorted(JsonElement element) {
        if (element.isJsonArray()) {
            JsonArray array = new JsonArray();
            element.getAsJsonArray().asList().stream()
                    .map(ComponentPackageTest::sorted)
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .forEach(array::add);
            return array;
        }
        if (element.isJsonObject()) {
            JsonObject object = new JsonObject();
            new TreeMap<>(element.getAsJsonObject().asMap()).forEach((name, value) -> object.add(name, sorted(value)));
            return object;
        }
        return element;
    }
}
