package dev.slipway.local.cloud.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of constraint that a model can have, with input that keeps it and input that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidatorTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();
    private static final String MODEL =
            """
            {metadata: {protocol: 'json', endpointPrefix: 'things', targetPrefix: 'Things'},
             operations: {Make: {input: {shape: 'Input'}}},
             shapes: {
              Input: {type: 'structure', required: ['name'], members: {
               name: {shape: 'Name'}, label: {shape: 'Label'}, mode: {shape: 'Mode'}, count: {shape: 'Count'},
               size: {shape: 'Size'}, ratio: {shape: 'Ratio'}, rate: {shape: 'Rate'}, when: {shape: 'When'},
               data: {shape: 'Data'}, on: {shape: 'On'}, tags: {shape: 'TagList'}, map: {shape: 'Map'},
               nested: {shape: 'Nested'}}},
              Name: {type: 'string', min: 2, max: 5, pattern: '[a-z]+'},
              Label: {type: 'string', max: 2},
              Mode: {type: 'string', enum: ['A', 'B']},
              Count: {type: 'integer', min: 1, max: 10},
              Size: {type: 'long', min: 0},
              Ratio: {type: 'double', max: 0.5},
              Rate: {type: 'float', min: 1.5},
              When: {type: 'timestamp'},
              Data: {type: 'blob'},
              On: {type: 'boolean'},
              TagList: {type: 'list', member: {shape: 'Tag'}, min: 1, max: 2},
              Tag: {type: 'structure', required: ['key'], members: {key: {shape: 'Label'}, value: {shape: 'Secret'}}},
              Secret: {type: 'string', max: 2, pattern: '[0-9]*', sensitive: true},
              Map: {type: 'map', key: {shape: 'MapKey'}, value: {shape: 'MapValue'}, max: 1},
              MapKey: {type: 'string', pattern: '[a-z]+'},
              MapValue: {type: 'string', min: 1},
              Nested: {type: 'structure', required: ['name'], members: {name: {shape: 'Name'}, child: {shape: 'Nested'}}}}}
            """;
    private static final String VALUE = "Value '%s' at '%s' failed to satisfy constraint: Member must %s";
    private static final String NULL = "Value null at '%s' failed to satisfy constraint: Member must not be null";
    private static final String TYPE = "%s at '%s' can not be converted to %s";

    private final Validator validator;

    ValidatorTest(@TempDir Path data) throws IOException {
        var folder = Files.createDirectories(data.resolve("things/2026-01-01"));
        try (var file = new GZIPOutputStream(Files.newOutputStream(folder.resolve("service-2.json.gz")))) {
            file.write(JSON.readTree(MODEL).toString().getBytes(StandardCharsets.UTF_8));
        }
        validator = new Validator(ServiceModel.load(data, "things"));
    }

    private List<String> messages(String value) throws JsonProcessingException {
        return validator.validate(JSON.readTree(value), "Input").stream()
                .map(Violation::message)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsWhatTheModelAllows(String value) throws Exception {
        assertThat(messages(value)).isEmpty();
    }

    static Stream<String> good() {
        return Stream.of(
                "{name: 'ab'}",
                "{name: 'abcde', label: ''}",
                // Two characters, though four UTF-16 units.
                "{name: 'ab', label: '😀😀'}",
                "{name: 'ab', mode: null}",
                "{name: 'ab', mode: 'B', count: 10, size: 3000000000, ratio: 0.5, rate: 1.5}",
                "{name: 'ab', ratio: 0, when: 1790000000.5, data: 'aGVsbG8=', on: false}",
                "{name: 'ab', tags: [{key: 'k'}, {key: 'k', value: '12'}], map: {a: 'x'}}",
                "{name: 'ab', map: {}, nested: {name: 'cd', child: {name: 'ef', child: {name: 'gh'}}}}");
    }

    private record Bad(String value, List<String> messages) {
        Bad(String value, String... messages) {
            this(value, List.of(messages));
        }

        @Override
        public String toString() {
            return value;
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void reportsWhatTheModelForbids(Bad bad) throws Exception {
        assertThat(messages(bad.value())).containsExactlyElementsOf(bad.messages());
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("{}", NULL.formatted("name")),
                new Bad("{name: null}", NULL.formatted("name")),
                new Bad("{name: 'a'}", VALUE.formatted("a", "name", "have length greater than or equal to 2")),
                new Bad("{name: 'abcdef'}", VALUE.formatted("abcdef", "name", "have length less than or equal to 5")),
                new Bad("{name: 'ab1'}", VALUE.formatted("ab1", "name", "satisfy regular expression pattern: [a-z]+")),
                new Bad("{name: 'ab', mode: 'C'}", VALUE.formatted("C", "mode", "satisfy enum value set: [A, B]")),
                new Bad(
                        "{name: 'ab', count: 0}",
                        VALUE.formatted("0", "count", "have value greater than or equal to 1")),
                new Bad(
                        "{name: 'ab', count: 11}",
                        VALUE.formatted("11", "count", "have value less than or equal to 10")),
                new Bad(
                        "{name: 'ab', size: -1}",
                        VALUE.formatted("-1", "size", "have value greater than or equal to 0")),
                new Bad(
                        "{name: 'ab', ratio: 0.6}",
                        VALUE.formatted("0.6", "ratio", "have value less than or equal to 0.5")),
                new Bad(
                        "{name: 'ab', rate: 1}",
                        VALUE.formatted("1", "rate", "have value greater than or equal to 1.5")),
                new Bad(
                        "{name: 'ab', tags: []}",
                        VALUE.formatted("[]", "tags", "have length greater than or equal to 1")),
                new Bad(
                        "{name: 'ab', tags: [{key: 'a'}, {key: 'b'}, {key: 'c'}]}",
                        VALUE.formatted(
                                "[{\"key\":\"a\"},{\"key\":\"b\"},{\"key\":\"c\"}]",
                                "tags",
                                "have length less than or equal to 2")),
                new Bad(
                        "{name: 'ab', map: {a: 'x', b: 'y'}}",
                        VALUE.formatted("{\"a\":\"x\",\"b\":\"y\"}", "map", "have length less than or equal to 1")),
                new Bad(
                        "{name: 'ab', map: {A: 'x'}}",
                        VALUE.formatted("A", "map.A.key", "satisfy regular expression pattern: [a-z]+")),
                new Bad(
                        "{name: 'ab', map: {a: ''}}",
                        VALUE.formatted("", "map.a.member", "have length greater than or equal to 1")),
                new Bad("{name: 'ab', tags: [{key: 'a'}, {}]}", NULL.formatted("tags.2.member.key")),
                new Bad(
                        "{name: 'ab', tags: [{key: 'a', value: 'hidden'}]}",
                        "Value at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 2",
                        "Value at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]*"),
                new Bad(
                        "{name: 'ab', nmae: 'ab'}",
                        "'nmae' is not a member of Input, expected one of [name, label, mode, count, size, ratio, rate, when, data, on, tags, map, nested]"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void reportsValuesOfAnotherType(Bad bad) throws Exception {
        assertThat(messages(bad.value())).containsExactlyElementsOf(bad.messages());
    }

    static Stream<Bad> wrongTypes() {
        return Stream.of(
                new Bad("'ab'", TYPE.formatted("STRING_VALUE", "", "a structure")),
                new Bad("{name: 5}", TYPE.formatted("NUMBER_VALUE", "name", "a string")),
                new Bad("{name: true}", TYPE.formatted("TRUE_VALUE", "name", "a string")),
                new Bad("{name: ['ab']}", TYPE.formatted("START_ARRAY", "name", "a string")),
                new Bad("{name: {a: 1}}", TYPE.formatted("START_OBJECT", "name", "a string")),
                new Bad("{name: 'ab', count: '1'}", TYPE.formatted("STRING_VALUE", "count", "an integer")),
                new Bad("{name: 'ab', count: 1.5}", TYPE.formatted("NUMBER_VALUE", "count", "an integer")),
                new Bad("{name: 'ab', count: 3000000000}", TYPE.formatted("NUMBER_VALUE", "count", "an integer")),
                new Bad("{name: 'ab', size: 0.5}", TYPE.formatted("NUMBER_VALUE", "size", "a long")),
                new Bad("{name: 'ab', ratio: '0'}", TYPE.formatted("STRING_VALUE", "ratio", "a double")),
                new Bad("{name: 'ab', rate: false}", TYPE.formatted("FALSE_VALUE", "rate", "a float")),
                new Bad("{name: 'ab', when: '2026-11-23'}", TYPE.formatted("STRING_VALUE", "when", "a timestamp")),
                new Bad("{name: 'ab', data: '!'}", TYPE.formatted("STRING_VALUE", "data", "a blob")),
                new Bad("{name: 'ab', data: 1}", TYPE.formatted("NUMBER_VALUE", "data", "a blob")),
                new Bad("{name: 'ab', on: 'true'}", TYPE.formatted("STRING_VALUE", "on", "a boolean")),
                new Bad("{name: 'ab', tags: {key: 'a'}}", TYPE.formatted("START_OBJECT", "tags", "a list")),
                new Bad("{name: 'ab', tags: [null]}", TYPE.formatted("VALUE_NULL", "tags.1.member", "a structure")),
                new Bad("{name: 'ab', map: []}", TYPE.formatted("START_ARRAY", "map", "a map")),
                new Bad("{name: 'ab', map: {a: 1}}", TYPE.formatted("NUMBER_VALUE", "map.a.member", "a string")));
    }

    @Test
    void reportsAllViolationsAtOnceInTheOrderOfTheModel() throws Exception {
        assertThat(messages("{nested: {child: {child: {name: 'A'}}}, count: 11, mode: 'C', tags: [{}, {key: 'abc'}]}"))
                .containsExactly(
                        NULL.formatted("name"),
                        VALUE.formatted("C", "mode", "satisfy enum value set: [A, B]"),
                        VALUE.formatted("11", "count", "have value less than or equal to 10"),
                        NULL.formatted("tags.1.member.key"),
                        VALUE.formatted("abc", "tags.2.member.key", "have length less than or equal to 2"),
                        NULL.formatted("nested.name"),
                        NULL.formatted("nested.child.name"),
                        VALUE.formatted("A", "nested.child.child.name", "have length greater than or equal to 2"),
                        VALUE.formatted("A", "nested.child.child.name", "satisfy regular expression pattern: [a-z]+"));
    }

    @Test
    void leavesBoundsOfAnswersAlone() throws Exception {
        var answer = JSON.readTree("{name: 'a', count: 11, tags: [], mode: 'C'}");
        assertThat(validator.validateAnswer(answer, "Input"))
                .extracting(Violation::message)
                .containsExactly(VALUE.formatted("C", "mode", "satisfy enum value set: [A, B]"));
    }

    @ParameterizedTest
    @CsvSource({"name,name", "nested.child.name,name", "names.3.member,names", "map.a.key,a", "map.a.member,a"})
    void namesTheMember(String path, String member) {
        assertThat(new Violation(Violation.Kind.BOUND, path, "Shape", "").member())
                .isEqualTo(member);
    }
}
