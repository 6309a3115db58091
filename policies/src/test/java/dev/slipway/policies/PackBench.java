package dev.slipway.policies;

import com.google.gson.Gson;
import com.google.protobuf.Struct;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.testkit.Examples;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the pack: resources a second over all rules on a large stack made from the rules' own examples, and any number of
 * fuzzed cases. Prints one JSON object. Arguments: the folder of the pack, the number of resources, the number of fuzzed cases.
 */
public final class PackBench {
    private static final int ROUNDS = 8;

    /** A resource as it comes over the wire. */
    private record Sent(
            String urn, String type, String name, Struct inputs, Struct outputs, Map<String, List<String>> from) {
        ResourceView before() {
            return new ResourceView(urn, type, name, Wire.fields(inputs), Map.of());
        }

        ResourceView after() {
            return new ResourceView(urn, type, name, Wire.fields(outputs), from);
        }
    }

    private PackBench() {}

    /** Runs and prints. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "got " + args.length + " arguments, expected the pack's folder, resources and fuzzed cases");
        }
        Pack pack = PlatformPack.pack();
        Evaluator evaluator = new Evaluator(pack, Configuration.defaults(pack), Clock.systemUTC());
        List<Sent> stack = stack(pack, Path.of(args[0], "src/test/resources/examples"), Integer.parseInt(args[1]));
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("rules", pack.rules().size());
        measured.put("resources", stack.size());
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int outcomes = 0;
            for (Sent resource : stack) {
                outcomes += evaluator.analyze(resource.before()).size();
            }
            outcomes += evaluator
                    .analyzeStack(new StackView(stack.stream().map(Sent::after).toList()))
                    .size();
            rates.add(stack.size() / ((System.nanoTime() - start) / 1e9));
            measured.put("outcomes", outcomes);
        }
        measured.put("resourcesPerSecondCold", Math.round(rates.get(0)));
        measured.put("resourcesPerSecondWarm", Math.round(rates.get(ROUNDS - 1)));
        fuzz(pack, evaluator, Integer.parseInt(args[2]), measured);
        System.out.println(new Gson().toJson(measured));
    }

    private static void fuzz(Pack pack, Evaluator evaluator, int cases, Map<String, Object> measured) {
        RandomResources random = new RandomResources(pack, 20261123L);
        long failed = 0;
        long start = System.nanoTime();
        for (int i = 0; i < cases; i++) {
            ResourceView resource = random.resource();
            failed += Stream.concat(
                            evaluator.analyze(resource).stream(),
                            evaluator.analyzeStack(new StackView(List.of(resource))).stream())
                    .filter(Outcome.Failed.class::isInstance)
                    .count();
        }
        measured.put("fuzzedCases", cases);
        measured.put("fuzzedCasesThatFailed", failed);
        measured.put("fuzzedCasesPerSecond", Math.round(cases / ((System.nanoTime() - start) / 1e9)));
    }

    private static List<Sent> stack(Pack pack, Path examples, int size) throws IOException {
        List<Program> programs = new ArrayList<>();
        for (var rule : pack.rules()) {
            Examples read = Examples.read(examples, rule);
            Stream.concat(read.compliant().stream(), read.violating().stream())
                    .map(Examples.Example::program)
                    .forEach(programs::add);
        }
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
}
