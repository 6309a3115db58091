package dev.slipway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects problems, in whatever thread they are found. What is found twice, because a default is used by two services, is
 * kept once.
 */
final class Problems {
    /** In the first group the service, in the second the setting. */
    private static final Pattern OF_A_SERVICE = Pattern.compile("^slipway:services[.]([a-z0-9-]+)([.].+)$");

    private final Set<Problem> found = new LinkedHashSet<>();
    private int reports;

    void add(String path, String message) {
        add(new Problem(path, message));
    }

    void add(String path, IllegalArgumentException wrong) {
        add(path, String.valueOf(wrong.getMessage()));
    }

    synchronized void add(Problem problem) {
        found.add(problem);
        reports++;
    }

    /** How often a problem was found, repetitions included: whoever sees it grow knows that his part is wrong. */
    synchronized int count() {
        return reports;
    }

    /** All of them; one that several services have in the same words stands once, with the names of the others. */
    synchronized List<Problem> list() {
        var merged = new LinkedHashMap<Problem, List<String>>();
        var firsts = new LinkedHashMap<List<String>, Problem>();
        for (var problem : found) {
            var service = OF_A_SERVICE.matcher(problem.path());
            var where = service.matches() ? service.group(2) : problem.path();
            var first = firsts.putIfAbsent(List.of(where, problem.message()), problem);
            if (first == null) {
                merged.put(problem, new ArrayList<>(problem.services()));
                continue;
            }
            var services = merged.getOrDefault(first, new ArrayList<>());
            services.addAll(problem.services());
            if (service.matches()) {
                services.add(service.group(1));
            }
        }
        return merged.entrySet().stream()
                .map(entry -> new Problem(entry.getKey().path(), entry.getKey().message(), entry.getValue()))
                .toList();
    }
}
