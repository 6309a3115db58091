package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.local.provider.resource.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pulumirpc.Provider;

/** The engine binds the schema before it writes a program; what it refuses is refused here. */
class PackageSchemaTest {
    private static final String ANY = "pulumi.json#/Any";
    private static final String TYPES = "#/types/";
    private static final Pattern TYPE_TOKEN = Pattern.compile("aws:(\\w+)/([A-Z]\\w*):\\2");
    private static final Set<String> PRIMITIVES = Set.of("string", "boolean", "integer", "number");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsonObject schema;

    @BeforeAll
    static void ask() throws IOException {
        try (Plugin plugin = new Plugin(Map.of())) {
            schema = JsonParser.parseString(plugin.stub()
                            .getSchema(Provider.GetSchemaRequest.getDefaultInstance())
                            .getSchema())
                    .getAsJsonObject();
        }
    }

    @Test
    void thePackageIsTheOneThatProgramsUse() {
        assertThat(schema.get("name").getAsString()).isEqualTo("aws");
        assertThat(schema.get("version").getAsString()).isEqualTo("6.83.0");
        Pattern modules = Pattern.compile(
                schema.getAsJsonObject("meta").get("moduleFormat").getAsString());
        assertThat(modules.matcher("iam/role").replaceAll("$1")).isEqualTo("iam");
    }

    @Test
    void everyResourceTypeAndFunctionIsDescribed() {
        assertThat(schema.getAsJsonObject("resources").keySet()).isEqualTo(Registry.resourceTokens());
        assertThat(schema.getAsJsonObject("functions").keySet()).isEqualTo(Registry.functionTokens());
        assertThat(schema.getAsJsonObject("provider")
                        .getAsJsonObject("inputProperties")
                        .keySet())
                .isEqualTo(Set.of("accessKey", "defaultTags", "endpoints", "region", "secretKey", "token"));
    }

    @TestFactory
    Stream<DynamicTest> resourcesHaveTheSdksPropertiesAndTheirTypesAreKnown() {
        return Registry.resourceTokens().stream()
                .map(token -> DynamicTest.dynamicTest(token, () -> {
                    ResourceType type = new Registry().resource(token).type();
                    JsonObject resource = schema.getAsJsonObject("resources").getAsJsonObject(token);
                    JsonObject inputs = resource.getAsJsonObject("inputProperties");
                    JsonObject outputs = resource.getAsJsonObject("properties");
                    assertThat(inputs.keySet())
                            .isEqualTo(type.shape().properties().keySet());
                    assertThat(outputs.keySet()).isEqualTo(type.outputs()).doesNotContain("id", "urn");
                    assertThat(inputs.keySet()).isSubsetOf(outputs.keySet());
                    requireWithin(resource, "requiredInputs", inputs);
                    requireWithin(resource, "required", outputs);
                    requireKnown(token, inputs);
                    requireKnown(token, outputs);
                }));
    }

    @TestFactory
    Stream<DynamicTest> functionsAndNestedTypesAreComplete() {
        Stream<Map.Entry<String, JsonElement>> functions = schema.getAsJsonObject("functions").entrySet().stream()
                .flatMap(function -> Stream.of("inputs", "outputs")
                        .map(side -> Map.entry(
                                function.getKey() + " " + side,
                                function.getValue().getAsJsonObject().get(side))));
        return Stream.concat(functions, schema.getAsJsonObject("types").entrySet().stream())
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    JsonObject object = each.getValue().getAsJsonObject();
                    assertThat(object.get("type").getAsString()).isEqualTo("object");
                    requireWithin(object, "required", object.getAsJsonObject("properties"));
                    requireKnown(each.getKey(), object.getAsJsonObject("properties"));
                }));
    }

    @Test
    void everyNestedTypeIsUsedAndNamedAsInTheOfficialSchema() {
        Set<String> used = new TreeSet<>();
        references(schema, used);
        assertThat(schema.getAsJsonObject("types").keySet())
                .isEqualTo(used)
                .allMatch(token -> TYPE_TOKEN.matcher(token).matches())
                .contains("aws:ecs/ServiceAlarms:ServiceAlarms", "aws:iam/RoleInlinePolicy:RoleInlinePolicy");
    }

    @Test
    void aRoleIsDescribedAsTheOfficialPluginDoes() {
        JsonObject role = schema.getAsJsonObject("resources").getAsJsonObject("aws:iam/role:Role");
        assertThat(texts(role, "requiredInputs")).containsExactly("assumeRolePolicy");
        assertThat(texts(role, "required"))
                .containsExactly(
                        "arn",
                        "assumeRolePolicy",
                        "createDate",
                        "inlinePolicies",
                        "managedPolicyArns",
                        "name",
                        "namePrefix",
                        "tagsAll",
                        "uniqueId");
        JsonObject inputs = role.getAsJsonObject("inputProperties");
        assertThat(inputs.get("tags"))
                .isEqualTo(
                        JsonParser.parseString("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"));
        assertThat(inputs.get("inlinePolicies"))
                .isEqualTo(
                        JsonParser.parseString(
                                "{\"type\":\"array\",\"items\":{\"$ref\":\"#/types/aws:iam/RoleInlinePolicy:RoleInlinePolicy\"}}"));
        assertThat(inputs.getAsJsonObject("path").get("willReplaceOnChanges").getAsBoolean())
                .isTrue();
    }

    private static void requireWithin(JsonObject object, String list, JsonObject properties) {
        assertThat(properties.keySet()).as(list).containsAll(texts(object, list));
    }

    private static List<String> texts(JsonObject object, String list) {
        List<String> texts = new ArrayList<>();
        object.getAsJsonArray(list).forEach(each -> texts.add(each.getAsString()));
        return texts;
    }

    private static void requireKnown(String where, JsonObject properties) {
        properties.entrySet().forEach(each -> requireKnownType(where + "." + each.getKey(), each.getValue()));
    }

    private static void requireKnownType(String where, JsonElement element) {
        JsonObject type = element.getAsJsonObject();
        if (type.has("$ref")) {
            String reference = type.get("$ref").getAsString();
            assertThat(type.has("type")).as(where).isFalse();
            if (!reference.equals(ANY)) {
                assertThat(reference).as(where).startsWith(TYPES);
                assertThat(schema.getAsJsonObject("types").has(reference.substring(TYPES.length())))
                        .as("%s: %s", where, reference)
                        .isTrue();
            }
            return;
        }
        String name = type.get("type").getAsString();
        if (name.equals("array")) {
            requireKnownType(where + "[]", type.get("items"));
        } else if (name.equals("object")) {
            requireKnownType(where + "{}", type.get("additionalProperties"));
        } else {
            assertThat(PRIMITIVES).as(where).contains(name);
        }
    }

    private static void references(JsonElement element, Set<String> found) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> references(each, found));
        } else if (element.isJsonObject()) {
            element.getAsJsonObject().entrySet().forEach(member -> {
                if (member.getKey().equals("$ref")
                        && !member.getValue().getAsString().equals(ANY)) {
                    found.add(member.getValue().getAsString().substring(TYPES.length()));
                } else {
                    references(member.getValue(), found);
                }
            });
        }
    }
}
