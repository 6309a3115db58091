package dev.slipway.policies.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.policies.evaluation.Baseline;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.UnreadableValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The file that holds accepted findings: {@code {"accepted": [{"rule", "urn", "path", "subject", "since"}]}}. */
public final class BaselineFile {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Set<String> FIELDS = Set.of("rule", "urn", "path", "subject", "since");

    private BaselineFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, or is no baseline: what was got, and what was expected
     */
    public static List<Baseline.Entry> read(Path file) throws IOException {
        List<Baseline.Entry> entries = new ArrayList<>();
        try {
            Property accepted =
                    Property.root(JsonValues.parse(Files.readString(file))).field("accepted");
            if (!accepted.isList()) {
                throw new IOException("accepted is " + accepted.shown() + ", expected a list of objects");
            }
            for (Property entry : accepted.items()) {
                entries.add(entry(entry));
            }
        } catch (IllegalArgumentException | UnreadableValue e) {
            throw new IOException("got no JSON, expected an object with accepted: " + e.getMessage(), e);
        }
        return entries;
    }

    private static Baseline.Entry entry(Property entry) throws IOException {
        if (!entry.isObject() || !entry.fields().keySet().equals(FIELDS)) {
            throw new IOException(entry.path() + " is " + entry.shown()
                    + ", expected an object with rule, urn, path, subject and since");
        }
        String since = entry.get("since").text("");
        try {
            return new Baseline.Entry(
                    entry.get("rule").text(""),
                    entry.get("urn").text(""),
                    entry.get("path").text(""),
                    entry.get("subject").text(""),
                    LocalDate.parse(since));
        } catch (DateTimeParseException e) {
            throw new IOException(
                    "got " + entry.path() + ".since \"" + since + "\", expected a date such as 2027-01-31", e);
        }
    }

    /** Writes a file, whole or not at all. */
    public static void write(List<Baseline.Entry> entries, Path file) throws IOException {
        JsonArray accepted = new JsonArray();
        for (Baseline.Entry entry : entries) {
            JsonObject one = new JsonObject();
            one.addProperty("rule", entry.rule());
            one.addProperty("urn", entry.urn());
            one.addProperty("path", entry.path());
            one.addProperty("subject", entry.subject());
            one.addProperty("since", entry.since().toString());
            accepted.add(one);
        }
        JsonObject root = new JsonObject();
        root.add("accepted", accepted);
        ReportFiles.whole(file.toAbsolutePath(), GSON.toJson(root) + "\n");
    }
}
