package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Configuration.Given;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pack judges what the program's own stacks declare, as the program's tests have written it down. */
class OwnStacksTest {
    private static final Path STACKS = Path.of("../src/test/resources/dev/slipway");
    private static final String IN_PROD = "arn:aws:%s:eu-west-1:111122223333:%s";

    private final Pack pack = PlatformPack.pack();

    @Test
    void findNothingWrongWithStackProdUnderItsConfiguration() throws IOException {
        List<ResourceView> resources = resources("prod");
        Evaluator evaluator = new Evaluator(pack, configuration("config.prod.json"), Clock.systemUTC());

        List<Outcome> outcomes = new ArrayList<>(evaluator.analyzeStack(new StackView(resources)));
        resources.forEach(resource -> outcomes.addAll(evaluator.analyze(resource)));

        assertThat(outcomes.stream().filter(Outcome.Compliant.class::isInstance))
                .hasSizeGreaterThan(100);
        assertThat(outcomes.stream()
                        .filter(outcome -> !(outcome instanceof Outcome.Compliant))
                        .filter(outcome -> !(outcome instanceof Outcome.NotApplicable)))
                .isEmpty();
    }

    private Configuration configuration(String file) throws IOException {
        Map<String, Given> given = new LinkedHashMap<>();
        Property.root(JsonValues.parse(Files.readString(Path.of(file))))
                .fields()
                .forEach((id, settings) -> {
                    if (settings.value() instanceof Value.Fields fields && !id.equals(Pack.SETTINGS)) {
                        given.put(id, new Given(Optional.empty(), fields));
                    }
                });
        return Configuration.of(pack, given);
    }

    private static List<ResourceView> resources(String stack) throws IOException {
        List<ResourceView> resources = new ArrayList<>();
        Property.root(JsonValues.parse(Files.readString(STACKS.resolve(stack + ".json"))))
                .fields()
                .forEach((key, inputs) -> resources.add(resource(key, inputs)));
        return resources;
    }

    private static ResourceView resource(String key, Property inputs) {
        String types = key.substring(0, key.lastIndexOf("::"));
        String type = types.substring(types.lastIndexOf('$') + 1);
        String name = key.substring(key.lastIndexOf("::") + 2);
        Map<String, Value> outputs = new LinkedHashMap<>();
        inputs.fields().forEach((field, value) -> outputs.put(field, written(value.value())));
        String physical = Property.root(new Value.Fields(outputs)).field("name").text(name);
        switch (type) {
            case "aws:iam/role:Role" ->
                outputs.put("arn", new Value.Text("arn:aws:iam::111122223333:role/" + physical));
            case "aws:codepipeline/pipeline:Pipeline" ->
                outputs.put("arn", new Value.Text(IN_PROD.formatted("codepipeline", physical)));
            case "aws:sns/topic:Topic" -> outputs.put("arn", new Value.Text(IN_PROD.formatted("sns", physical)));
            default -> outputs.put("id", new Value.Text(physical));
        }
        return new ResourceView("urn:pulumi:prod::slipway::" + key, type, name, new Value.Fields(outputs), Map.of());
    }

    /** The snapshots show a text that holds JSON as {@code {"json": ...}}. */
    private static Value written(Value value) {
        if (value instanceof Value.Fields fields) {
            if (fields.values().keySet().equals(Set.of("json"))) {
                return new Value.Text(
                        JsonValues.write(Property.root(value).field("json").value()));
            }
            Map<String, Value> inner = new LinkedHashMap<>();
            fields.values().forEach((name, one) -> inner.put(name, written(one)));
            return new Value.Fields(inner);
        }
        return value instanceof Value.Items items
                ? new Value.Items(
                        items.values().stream().map(OwnStacksTest::written).toList())
                : value;
    }
}
