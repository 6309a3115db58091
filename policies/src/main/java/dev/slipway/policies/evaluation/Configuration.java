package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Spelling;
import dev.slipway.policies.model.UnreadableValue;
import dev.slipway.policies.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user has configured: levels, settings and suppressions, checked. What is wrong is kept as a list of problems and
 * replaced by the default: a broken configuration never stops the pack from judging.
 */
public final class Configuration {
    private static final String SUPPRESSIONS = "suppressions";

    /**
     * What the user gives for one rule.
     *
     * @param level the level, when given
     * @param properties settings and suppressions
     */
    public record Given(Optional<Level> level, Value.Fields properties) {}

    private final Map<String, Level> levels = new LinkedHashMap<>();
    private final Map<String, Settings> settings = new LinkedHashMap<>();
    private final Map<String, List<Suppression>> suppressions = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private Configuration(Pack pack, Map<String, Given> given) {
        Map<String, Rule> rules = pack.rules().stream()
                .collect(Collectors.toMap(Rule::id, rule -> rule, (a, b) -> a, LinkedHashMap::new));
        PackSettings ofPack = new PackSettings(pack);
        Given forPack = given.getOrDefault(Pack.SETTINGS, new Given(Optional.empty(), new Value.Fields(Map.of())));
        // "all": "disabled" reaches this entry too, and would silence what says that nothing is checked.
        levels.put(
                Pack.SETTINGS,
                forPack.level().filter(level -> level != Level.DISABLED).orElse(Level.MANDATORY));
        read(Pack.SETTINGS, ofPack.all(), forPack, Optional.empty());
        Set<Rule> selected = selected(pack, ofPack);
        rules.forEach((id, rule) -> {
            Given forRule = given.getOrDefault(id, new Given(Optional.empty(), new Value.Fields(Map.of())));
            levels.put(id, selected.contains(rule) ? forRule.level().orElse(usual(rule)) : Level.DISABLED);
            read(id, rule.about().settings(), forRule, Optional.of(id));
        });
        given.keySet().stream()
                .filter(id -> !levels.containsKey(id) && !id.equals("all"))
                .forEach(id -> problems.add("the configuration names \"" + id + "\", but no rule has this id"
                        + Spelling.hint(id, levels.keySet())));
        suppressions.keySet().stream()
                .filter(id -> !rules.containsKey(id))
                .forEach(id -> problems.add("a suppression names \"" + id + "\", but no rule has this id"
                        + Spelling.hint(id, rules.keySet())));
        if (rules.keySet().stream().allMatch(id -> level(id) == Level.DISABLED) && !rules.isEmpty()) {
            notices.add("every rule is disabled, so nothing is checked");
        }
    }

    private Set<Rule> selected(Pack pack, PackSettings ofPack) {
        List<Rule> chosen = ofPack.selected(settings(Pack.SETTINGS));
        if (chosen.isEmpty() && !pack.rules().isEmpty()) {
            problems.add("the configuration of " + Pack.SETTINGS + " chooses " + ofPack.shown(settings(Pack.SETTINGS))
                    + ", and no rule is in both; every rule is checked");
            chosen = pack.rules();
        }
        return new HashSet<>(chosen);
    }

    /** Every rule as it is without configuration. */
    public static Configuration defaults(Pack pack) {
        return new Configuration(pack, Map.of());
    }

    /** What the user gives, by rule id. Unknown ids are tolerated and noticed. */
    public static Configuration of(Pack pack, Map<String, Given> given) {
        return new Configuration(pack, given);
    }

    /** The level of a rule that nobody has configured. */
    public static Level usual(Rule rule) {
        return rule.about().severity().compareTo(Severity.HIGH) >= 0 ? Level.MANDATORY : Level.ADVISORY;
    }

    private void read(String id, List<Setting<?>> known, Given given, Optional<String> rule) {
        Property properties = Property.root(given.properties());
        Settings read = Settings.defaults();
        for (Setting<?> setting : known) {
            read = read(id, read, setting, properties);
        }
        settings.put(id, read);
        Set<String> names = known.stream().map(Setting::name).collect(Collectors.toSet());
        properties.fields().forEach((name, property) -> {
            if (name.equals(SUPPRESSIONS)) {
                readSuppressions(id, property, rule);
            } else if (!names.contains(name)) {
                problems.add("the configuration of " + id + " has \"" + name + "\", which is no setting of it; it has "
                        + (names.isEmpty()
                                ? "none"
                                : String.join(", ", names.stream().sorted().toList()))
                        + Spelling.hint(name, names));
            }
        });
    }

    private <T> Settings read(String id, Settings settings, Setting<T> setting, Property properties) {
        Property property = properties.field(setting.name());
        if (property.isMissing()) {
            return settings;
        }
        try {
            return settings.with(setting, setting.read(property.value()));
        } catch (IllegalArgumentException e) {
            problems.add("the configuration of " + id + " has a wrong " + setting.name() + ": " + e.getMessage()
                    + "; the default is used");
            return settings;
        }
    }

    private void readSuppressions(String id, Property list, Optional<String> rule) {
        if (!list.isList()) {
            problems.add("the configuration of " + id + " has wrong suppressions: got " + list.shown()
                    + ", expected a list of objects");
            return;
        }
        for (Property entry : list.items()) {
            try {
                Suppression suppression = Suppression.read(entry, rule);
                suppressions
                        .computeIfAbsent(suppression.rule(), key -> new ArrayList<>())
                        .add(suppression);
            } catch (IllegalArgumentException | UnreadableValue e) {
                problems.add("the configuration of " + id + " has a wrong " + entry.path() + ": " + e.getMessage()
                        + "; it suppresses nothing");
            }
        }
    }

    /** The level of a rule, or of the pack's settings. */
    public Level level(String id) {
        return levels.getOrDefault(id, Level.DISABLED);
    }

    /** The settings of a rule, or of the pack itself. */
    public Settings settings(String id) {
        return settings.getOrDefault(id, Settings.defaults());
    }

    /** The suppressions of a rule, those under the pack's settings included. */
    public List<Suppression> suppressions(String id) {
        return suppressions.getOrDefault(id, List.of());
    }

    /** All suppressions that can be read. */
    public List<Suppression> suppressions() {
        return suppressions.values().stream().flatMap(List::stream).toList();
    }

    /** Values that cannot be used, and what is done instead. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What is as it was asked for, and worth knowing. */
    public List<String> notices() {
        return List.copyOf(notices);
    }
}
