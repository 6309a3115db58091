package dev.slipway.local.rehearsal.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Which rehearsals are done, kept on disk, so that a run that was interrupted can go on. */
public final class Evidence {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String subject;
    private final Instant since;
    private final boolean resumed;
    private final Set<String> done;

    private Evidence(Path file, String subject, Instant since, boolean resumed, Set<String> done) {
        this.file = file;
        this.subject = subject;
        this.since = since;
        this.resumed = resumed;
        this.done = done;
    }

    /**
     * What is done already; nothing, when it was for another subject.
     *
     * @param file that keeps it
     * @param subject what the rehearsals are about, as a text
     * @param now when a new one begins
     */
    public static Evidence open(Path file, String subject, Instant now) throws IOException {
        var resumed = Files.exists(file);
        if (resumed) {
            var json = JSON.readTree(Files.readString(file));
            if (json.path("subject").asText().equals(subject)) {
                var done = new TreeSet<String>();
                json.path("done").forEach(one -> done.add(one.asText()));
                return new Evidence(
                        file, subject, Instant.parse(json.path("since").asText()), resumed, done);
            }
        }
        var fresh = new Evidence(file, subject, now, resumed, new TreeSet<>());
        fresh.write();
        return fresh;
    }

    /** When the first of the rehearsals began. */
    public Instant since() {
        return since;
    }

    /** Whether an earlier run was here, for these roles or for others, and may have left executions under way. */
    public boolean resumed() {
        return resumed;
    }

    /** Whether a rehearsal is done. */
    public synchronized boolean has(String service, String rehearsal) {
        return done.contains(service + " " + rehearsal);
    }

    /** Keeps that a rehearsal is done. */
    public synchronized void add(String service, String rehearsal) throws IOException {
        done.add(service + " " + rehearsal);
        write();
    }

    private void write() throws IOException {
        var json = JsonNodeFactory.instance.objectNode().put("subject", subject).put("since", since.toString());
        done.forEach(json.putArray("done")::add);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, json.toPrettyString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
