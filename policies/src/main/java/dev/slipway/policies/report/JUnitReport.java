package dev.slipway.policies.report;

import dev.slipway.policies.evaluation.Outcome;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML: a suite for each rule, a case for each finding. Only what stops an update is a failure; advisory
 * findings are output, suppressed and not applicable ones are skipped.
 */
final class JUnitReport {
    private JUnitReport() {}

    static String render(PolicyReport report) {
        Map<String, List<Outcome>> suites = report.outcomes().stream()
                .collect(
                        Collectors.groupingBy(outcome -> outcome.rule().id(), LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            attribute(xml, "name", report.pack().name());
            attribute(xml, "tests", report.outcomes().size());
            attribute(xml, "failures", report.mandatory());
            attribute(xml, "errors", report.failed());
            for (Map.Entry<String, List<Outcome>> suite : suites.entrySet()) {
                suite(xml, suite.getKey(), suite.getValue(), report);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot fail to be written", e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String rule, List<Outcome> outcomes, PolicyReport whole)
            throws XMLStreamException {
        PolicyReport suite = new PolicyReport(whole.pack(), whole.project(), whole.stack(), outcomes, List.of());
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", rule);
        attribute(xml, "tests", outcomes.size());
        attribute(xml, "failures", suite.mandatory());
        attribute(xml, "errors", suite.failed());
        attribute(xml, "skipped", suite.suppressed() + suite.notApplicable());
        for (Outcome outcome : outcomes) {
            testCase(xml, outcome);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Outcome outcome) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", outcome.rule().id());
        if (outcome instanceof Outcome.Violated violated) {
            attribute(xml, "name", outcome.urn() + "#" + violated.finding().path());
            boolean blocks = PolicyReport.blocks(violated);
            xml.writeStartElement(blocks ? "failure" : "system-out");
            String text = violated.finding().sentence();
            if (blocks) {
                attribute(xml, "message", text);
                attribute(xml, "type", outcome.rule().about().severity().name());
            }
            xml.writeCharacters(allowed(text + "\n" + outcome.rule().about().remedy()
                    + (violated.note().isEmpty() ? "" : "\n" + violated.note())));
            xml.writeEndElement();
        } else if (outcome instanceof Outcome.Suppressed suppressed) {
            attribute(xml, "name", outcome.urn() + "#" + suppressed.finding().path());
            skipped(xml, "suppressed: " + suppressed.by().reason());
        } else if (outcome instanceof Outcome.NotApplicable not) {
            attribute(xml, "name", outcome.urn());
            skipped(xml, "not applicable: " + not.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            attribute(xml, "name", outcome.urn());
            xml.writeStartElement("error");
            attribute(xml, "message", failed.summary());
            attribute(xml, "type", failed.cause().getClass().getName());
            xml.writeEndElement();
        } else {
            attribute(xml, "name", outcome.urn());
        }
        xml.writeEndElement();
    }

    private static void skipped(XMLStreamWriter xml, String reason) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute(xml, "message", reason);
    }

    private static void attribute(XMLStreamWriter xml, String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(String.valueOf(value)));
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String allowed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\t'
                                || point == '\n'
                                || point == '\r'
                                || (point >= 0x20 && point <= 0xD7FF)
                                || (point >= 0xE000 && point <= 0xFFFD)
                                || point >= 0x10000
                        ? point
                        : 0xFFFD)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
