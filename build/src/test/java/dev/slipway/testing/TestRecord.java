package dev.slipway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened to the tests of a run, one line each in a file below {@code target/tests}: read by {@link EveryTestRan} and by the
 * launcher, which says at the end what was left out.
 *
 * @param outcome what happened
 * @param subject the test as {@code CLASS#MEMBER(TYPES)}, or the thread
 * @param reason why it was left out, or what was thrown; empty for one that ran
 */
record TestRecord(Outcome outcome, String subject, String reason) {
    /** What can happen. */
    enum Outcome {
        /** It ran, well or not. */
        RAN,
        /** It was skipped, or gave up by an assumption. */
        LEFT_OUT,
        /** A thread ended with an exception, and no test has failed by it. */
        THREAD_DIED
    }

    TestRecord {
        subject = oneLine(subject);
        reason = oneLine(reason);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private String line() {
        return outcome + "\t" + subject + "\t" + reason;
    }

    private static TestRecord parse(String line) {
        var fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("got the line \"" + line + "\", expected three fields");
        }
        return new TestRecord(Outcome.valueOf(fields[0]), fields[1], fields[2]);
    }

    static void append(Path file, List<TestRecord> records) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                records.stream().map(TestRecord::line).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** All records of a folder; none when there is no such folder. */
    static List<TestRecord> readAll(Path folder) throws IOException {
        var records = new ArrayList<TestRecord>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (var file : files.filter(name -> name.toString().endsWith(".tsv"))
                        .sorted()
                        .toList()) {
                    Files.readAllLines(file).stream().map(TestRecord::parse).forEach(records::add);
                }
            }
        }
        return records;
    }
}
