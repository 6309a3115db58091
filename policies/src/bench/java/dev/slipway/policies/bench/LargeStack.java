package dev.slipway.policies.bench;

import com.google.protobuf.Struct;
import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.Wire;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.testkit.Examples;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stack of any size, made from the examples of all rules again and again: every rule has work, and finds something. */
final class LargeStack {
    /**
     * A resource as it comes over the wire.
     *
     * @param from for each property, the URNs that its value was made from
     */
    record Sent(String urn, String type, String name, Struct inputs, Struct outputs, Map<String, List<String>> from) {
        ResourceView before() {
            return new ResourceView(urn, type, name, Wire.fields(inputs), Map.of());
        }

        ResourceView after() {
            return new ResourceView(urn, type, name, Wire.fields(outputs), from);
        }
    }

    private LargeStack() {}

    /** The resources, in which each example that is used again has names of its own. */
    static List<Sent> of(int size) {
        List<Program> programs = programs(PlatformPack.pack());
        List<Sent> stack = new ArrayList<>(size);
        for (int round = 0; stack.size() < size; round++) {
            String suffix = "-" + round;
            for (Program.Resource resource :
                    programs.get(round % programs.size()).inUpdate()) {
                Map<String, List<String>> from = new LinkedHashMap<>();
                resource.dependencies()
                        .forEach((property, urns) -> from.put(
                                property, urns.stream().map(urn -> urn + suffix).toList()));
                stack.add(new Sent(
                        resource.urn() + suffix,
                        resource.type(),
                        resource.name() + suffix,
                        Wire.encode(resource.inputs()),
                        Wire.encode(resource.outputs()),
                        from));
            }
        }
        return stack.subList(0, size);
    }

    private static List<Program> programs(Pack pack) {
        // Set by the bench profile: where the pack's folder is.
        Path examples = Path.of(System.getProperty("policies.examples", "src/test/resources/examples"));
        List<Program> programs = new ArrayList<>();
        for (var rule : pack.rules()) {
            try {
                Examples read = Examples.read(examples, rule);
                Stream.concat(read.compliant().stream(), read.violating().stream())
                        .map(Examples.Example::program)
                        .forEach(programs::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return programs;
    }
}
