package dev.slipway.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A text file in the test's resources with one change of one setting on each line: setting | before | after | steps. */
final class ChangeTable {
    private static final Pattern CELL = Pattern.compile(" [|] ?");
    private static final Pattern DOT = Pattern.compile("[.]");

    private ChangeTable() {}

    /**
     * One line.
     *
     * @param setting the setting's path, its parts joined by dots
     * @param before what is configured before, as the file says it
     * @param after the setting's new value
     * @param steps what a preview plans, as "operation type", joined by commas
     */
    record Change(String setting, String before, JsonElement after, String steps) {
        /** The configuration with the setting's new value in it. */
        JsonObject applied(JsonObject configuration) {
            JsonObject all = configuration.deepCopy();
            List<String> path = List.of(DOT.split(setting));
            JsonObject here = all;
            for (String key : path.subList(0, path.size() - 1)) {
                if (!here.has(key)) {
                    here.add(key, new JsonObject());
                }
                here = here.getAsJsonObject(key);
            }
            here.add(path.get(path.size() - 1), after);
            return all;
        }
    }

    static List<Change> read(String resource) {
        return text(resource)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(ChangeTable::change)
                .toList();
    }

    private static Change change(String line) {
        List<String> cells = List.of(CELL.split(line, -1));
        if (cells.size() != 4) {
            throw new AssertionError("expected setting | before | after | steps, got: " + line);
        }
        return new Change(
                cells.get(0),
                cells.get(1),
                JsonParser.parseString(cells.get(2)),
                cells.get(3).strip());
    }

    private static String text(String name) {
        try (var in = Objects.requireNonNull(ChangeTable.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
