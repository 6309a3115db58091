package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Vocabulary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of a pack itself: which rules run, and what is reported where. */
public final class PackSettings {
    /** Reports to write: json, sarif, junit. */
    public static final Setting<List<String>> REPORTS =
            Setting.list("reports", List.of(), Vocabulary.of(List.of("json", "sarif", "junit")), "Reports to write");
    /** Where reports go. */
    public static final Setting<String> REPORT_DIRECTORY =
            Setting.text("reportDirectory", "policy-report", "Directory for reports, from where pulumi runs");

    /** Where accepted findings stand. */
    public static final Setting<String> BASELINE =
            Setting.text("baseline", "", "File of accepted findings, from where pulumi runs; none when empty");

    private final Pack pack;
    private final Setting<List<String>> services;
    private final Setting<List<String>> frameworks;

    /** The settings of this pack. */
    public PackSettings(Pack pack) {
        this.pack = pack;
        List<String> known = pack.rules().stream().map(Rule::service).distinct().toList();
        services = Setting.list(
                "services", List.of(), Vocabulary.of(known), "Services to check, such as iam; all when empty");
        frameworks = Setting.list(
                "frameworks",
                List.of(),
                Vocabulary.of(controls(pack), frameworks(pack)),
                "Compliance frameworks to check, or single controls of theirs, such as FSBP, CIS 3.0 or FSBP IAM.1; all"
                        + " rules when empty");
    }

    private static Set<String> frameworks(Pack pack) {
        Set<String> names = new LinkedHashSet<>();
        controls(pack).stream().filter(control -> control.indexOf(' ') < 0).forEach(names::add);
        return names;
    }

    /** What chooses controls: "CIS 3.0 1.16" is of CIS, of CIS 3.0, and itself. */
    private static Set<String> controls(Pack pack) {
        Set<String> names = new LinkedHashSet<>();
        for (Rule rule : pack.rules()) {
            for (String control : rule.about().frameworks()) {
                for (int end = control.indexOf(' '); end >= 0; end = control.indexOf(' ', end + 1)) {
                    names.add(control.substring(0, end));
                }
                names.add(control);
            }
        }
        return names;
    }

    /** All of them. */
    public List<Setting<?>> all() {
        return List.of(REPORTS, REPORT_DIRECTORY, BASELINE, services, frameworks);
    }

    /** The rules that are chosen. */
    List<Rule> selected(Settings settings) {
        List<String> ofServices = settings.get(services);
        List<String> ofFrameworks = settings.get(frameworks);
        return pack.rules().stream()
                .filter(rule -> ofServices.isEmpty() || ofServices.contains(rule.service()))
                .filter(rule -> ofFrameworks.isEmpty()
                        || rule.about().frameworks().stream().anyMatch(control -> isOf(control, ofFrameworks)))
                .toList();
    }

    private static boolean isOf(String control, List<String> chosen) {
        String whole = (control + " ").toLowerCase(Locale.ROOT);
        return chosen.stream().anyMatch(name -> whole.startsWith((name + " ").toLowerCase(Locale.ROOT)));
    }

    /** What is chosen, in the words of the configuration. */
    String shown(Settings settings) {
        return Stream.of(services, frameworks)
                .filter(setting -> !settings.get(setting).isEmpty())
                .map(setting -> setting.name() + " " + String.join(", ", settings.get(setting)))
                .reduce((one, other) -> one + " and " + other)
                .orElse("");
    }
}
