package dev.slipway.iam.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the data files that stand beside this class. */
final class CatalogFile {
    private CatalogFile() {}

    static JsonObject read(String name) {
        try (InputStream stream = CatalogFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no data file " + name + " beside " + CatalogFile.class.getName()
                        + "; run tools/iam-data/generate.py and build again");
            }
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                return JsonParser.parseReader(reader).getAsJsonObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> strings(JsonElement list) {
        JsonArray array = list.getAsJsonArray();
        List<String> strings = new ArrayList<>(array.size());
        for (JsonElement element : array) {
            strings.add(element.getAsString());
        }
        return strings;
    }
}
