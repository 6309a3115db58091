package dev.slipway.local.cloud.codebuild.execution.report;

import dev.slipway.local.cloud.codebuild.execution.model.TestReport.Outcome;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport.TestCase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads test results in the XML of JUnit. Nothing that such a file refers to is fetched. */
public final class JunitReader {
    private static final XMLInputFactory FACTORY = factory();

    private JunitReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * The tests of one file.
     *
     * @param name the file's name in the report
     * @throws IOException if the file is not such XML
     */
    public static List<TestCase> read(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
            try {
                return read(reader, name);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException(
                    name + ": got no well-formed XML from " + place(e) + " on, expected a JUnit report", e);
        }
    }

    private static String place(XMLStreamException e) {
        Location location = e.getLocation();
        return location == null
                ? "its beginning"
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    private static List<TestCase> read(XMLStreamReader reader, String file) throws XMLStreamException, IOException {
        List<TestCase> cases = new ArrayList<>();
        Deque<String> suites = new ArrayDeque<>();
        boolean root = true;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String element = reader.getLocalName();
                if (root && !element.equals("testsuite") && !element.equals("testsuites")) {
                    throw new IOException(file + ": got <" + element + ">, expected <testsuite> or <testsuites>");
                }
                root = false;
                if (element.equals("testsuite")) {
                    suites.push(attribute(reader, "name"));
                } else if (element.equals("testcase")) {
                    cases.add(testCase(reader, suites.isEmpty() ? "" : suites.peek(), file));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("testsuite")) {
                suites.pop();
            }
        }
        return cases;
    }

    private static TestCase testCase(XMLStreamReader reader, String suite, String file) throws XMLStreamException {
        String className = attribute(reader, "classname");
        String name = attribute(reader, "name");
        Duration duration = seconds(reader.getAttributeValue(null, "time"));
        Outcome outcome = Outcome.SUCCEEDED;
        String message = "";
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                Outcome told = outcome(reader.getLocalName());
                if (told != null) {
                    outcome = told;
                    message = attribute(reader, "message");
                }
            }
        }
        return new TestCase(
                suite, className.isEmpty() ? name : className + "." + name, outcome, duration, message, file);
    }

    private static @Nullable Outcome outcome(String element) {
        return switch (element) {
            case "failure" -> Outcome.FAILED;
            case "error" -> Outcome.ERROR;
            case "skipped" -> Outcome.SKIPPED;
            default -> null;
        };
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Writers put commas into large numbers. */
    private static Duration seconds(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            double seconds = Double.parseDouble(text.replace(",", ""));
            return seconds >= 0 && seconds < Integer.MAX_VALUE
                    ? Duration.ofNanos((long) (seconds * 1e9))
                    : Duration.ZERO;
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
