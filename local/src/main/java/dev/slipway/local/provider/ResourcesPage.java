package dev.slipway.local.provider;

import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.schema.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes {@code docs/local-resources.md} from the registry. */
public final class ResourcesPage {
    /** Where the page is, below the folder of the repository. */
    public static final String FILE = "docs/local-resources.md";

    private static final String HEAD =
            """
            # What the local cloud's `aws` plugin offers

            Generated from the plugin's registry by
            `mvn -q -f local/pom.xml compile exec:java -Dexec.mainClass=dev.slipway.local.provider.ResourcesPage -Dexec.args=.`
            and kept current by a test.

            On the local stacks a plugin of this repository stands in for version %s of Pulumi's `aws` plugin: %d resource types and
            %d functions. It speaks only to the local cloud. A program that uses another type, another function or a property that is not
            offered gets an error in the preview, never silently less. Nothing here concerns stacks on AWS.

            ## Resource types

            A change of a property under "replaced by" makes a new resource; with "(added or removed)" only when it is given where it was
            not, or the other way round. Any other change is made in place. All nested properties of an offered property are offered.
            """;

    private ResourcesPage() {}

    /** Writes the page. The one argument is the folder of the repository. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "got " + args.length + " arguments, expected the folder of the repository");
        }
        Files.writeString(Path.of(args[0]).resolve(FILE), render());
    }

    /** The page. */
    public static String render() {
        Registry registry = new Registry();
        Map<String, List<ResourceType>> modules = new TreeMap<>();
        for (String token : Registry.resourceTokens()) {
            modules.computeIfAbsent(module(token), unused -> new ArrayList<>())
                    .add(registry.resource(token).type());
        }
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.formatted(
                ProviderServer.VERSION,
                Registry.resourceTokens().size(),
                Registry.functionTokens().size()));
        modules.forEach((module, types) -> {
            lines.add("### " + module);
            lines.add("");
            lines.add("| type | replaced by | not offered |");
            lines.add("| --- | --- | --- |");
            types.forEach(type -> lines.add(row(type)));
            lines.add("");
        });
        lines.add("## Functions");
        lines.add("");
        lines.add("| function | arguments |");
        lines.add("| --- | --- |");
        for (String token : Registry.functionTokens()) {
            Shape args = Shape.of(registry.function(token).args());
            lines.add("| `" + module(token) + "." + name(token) + "` | "
                    + words(args.properties().keySet()) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(ResourceType type) {
        Set<String> replacing = new TreeSet<>(type.replacing());
        replacing.removeAll(type.unsupported());
        List<String> presence = type.replacingByPresence().stream()
                .map(name -> "`" + name + "` (added or removed)")
                .toList();
        String replaced = String.join(
                ", ", replacing.stream().map(name -> "`" + name + "`").toList());
        if (!presence.isEmpty()) {
            replaced += (replaced.isEmpty() ? "" : ", ") + String.join(", ", presence);
        }
        return "| `" + name(type.token()) + "` | " + (replaced.isEmpty() ? "-" : replaced) + " | "
                + words(type.unsupported()) + " |";
    }

    private static String words(Set<String> names) {
        return names.isEmpty()
                ? "-"
                : String.join(
                        ", ",
                        new TreeSet<>(names)
                                .stream().map(name -> "`" + name + "`").toList());
    }

    private static String module(String token) {
        return token.substring(token.indexOf(':') + 1, token.indexOf('/'));
    }

    private static String name(String token) {
        return token.substring(token.lastIndexOf(':') + 1);
    }
}
