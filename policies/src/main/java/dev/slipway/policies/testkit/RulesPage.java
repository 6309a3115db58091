package dev.slipway.policies.testkit;

import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes RULES.md from the rules and their examples. */
public final class RulesPage {
    /** Where the page is, below the folder of the pack. */
    public static final String FILE = "RULES.md";
    /** Where the examples are, below the folder of the pack. */
    public static final String EXAMPLES = "src/test/resources/examples";

    private RulesPage() {}

    /** Writes the page of {@link PlatformPack}. The one argument is the folder of the pack. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("got " + args.length + " arguments, expected the folder of the pack");
        }
        Path folder = Path.of(args[0]);
        Files.writeString(folder.resolve(FILE), render(PlatformPack.pack(), folder.resolve(EXAMPLES)));
    }

    /** The page of a pack. */
    public static String render(Pack pack, Path examples) throws IOException {
        Map<String, List<Rule>> services =
                pack.rules().stream().collect(Collectors.groupingBy(Rule::service, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        lines.add("# Rules");
        lines.add("");
        lines.add("Generated from the rules and their examples; CONTRIBUTING-RULES.md has the command.");
        lines.add("");
        lines.add("| rule | what holds | severity | without configuration |");
        lines.add("| --- | --- | --- | --- |");
        services.values().stream().flatMap(List::stream).forEach(rule -> lines.add(row(rule)));
        for (Map.Entry<String, List<Rule>> service : services.entrySet()) {
            lines.add("");
            lines.add("## " + service.getKey());
            for (Rule rule : service.getValue()) {
                lines.addAll(section(rule, Examples.read(examples, rule)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(Rule rule) {
        return "| [" + rule.id() + "](#" + rule.id() + ") | " + rule.about().title() + " | "
                + lower(rule.about().severity()) + " | " + lower(Configuration.usual(rule)) + " |";
    }

    private static List<String> section(Rule rule, Examples examples) {
        About about = rule.about();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("### " + rule.id());
        lines.add(about.title() + ". " + about.why());
        lines.add("");
        lines.add("**Remedy.** " + about.remedy()
                + (rule instanceof Remediable ? " At level `remediate` the pack does it." : ""));
        lines.add("");
        lines.add("- Judged: "
                + rule.types().stream().sorted().map(type -> "`" + type + "`").collect(Collectors.joining(", "))
                + (rule instanceof StackRule ? ", with the whole stack" : ""));
        if (!about.peers().isEmpty()) {
            lines.add("- Covers: " + String.join(", ", about.peers()));
        }
        if (!about.frameworks().isEmpty()) {
            lines.add("- Controls: " + String.join(", ", about.frameworks()));
        }
        about.links().forEach(link -> lines.add("- See <" + link + ">"));
        for (Setting<?> setting : about.settings()) {
            lines.add("- Setting `" + setting.name() + "`: " + setting.description() + ". Default `"
                    + JsonValues.write(plain(setting.whenMissing())) + "`.");
        }
        Examples.Example bad = examples.violating().get(0);
        lines.add("");
        lines.add("Violating: " + bad.name() + ".");
        lines.addAll(yaml(bad));
        Examples.Example good = examples.compliant().get(0);
        lines.add("");
        lines.add("Compliant: " + good.name() + ".");
        lines.addAll(yaml(good));
        return lines;
    }

    private static List<String> yaml(Examples.Example example) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(false);
        return List.of("```yaml", new Yaml(options).dump(example.resources()).stripTrailing(), "```");
    }

    private static Value plain(Object value) {
        if (value instanceof Number number) {
            return new Value.Numeric(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        return value instanceof List<?> list
                ? new Value.Items(list.stream().map(RulesPage::plain).toList())
                : new Value.Text(String.valueOf(value));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
