package dev.slipway.e2e;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a call that a page shows must be: each program's own word on its commands and flags, and the project's on its names. */
final class CommandRules {
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern REGION = Pattern.compile("region=([a-z0-9-]+)");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String POLICY_ARCHIVE = "slipway-policies.tar.gz";
    private static final Set<String> EXECUTIONS =
            Set.of("watch", "logs", "history", "start", "approve", "retry", "stop", "rehearse");
    private static final Map<String, Set<String>> GIT = Map.of(
            "clone",
            Set.of("-q", "--config"),
            "commit",
            Set.of("-qam"),
            "push",
            Set.of("-q"),
            "config",
            Set.of("--global"));
    private static final Set<String> LOCAL = Set.of("start", "stop", "status", "reset", "env");
    private static final Set<String> STACKS = Set.of("local", "dev", "prod");

    private final Checkout checkout;
    private final String region;
    private final Map<String, Set<String>> flags = new LinkedHashMap<>();

    CommandRules(Checkout checkout) {
        this.checkout = checkout;
        this.region = checkout.read("Pulumi.dev.yaml").replaceAll("(?s).*aws:region: (\\S+).*", "$1");
    }

    /** What is wrong with a call; empty when nothing is. Calls of the AWS CLI are for {@link #aws}. */
    List<String> problems(Rehearsed.Call call) {
        var problems = new ArrayList<String>();
        switch (call.program()) {
            case "slipway" -> slipway(call.arguments(), problems);
            case "pulumi" -> pulumi(call.arguments(), problems);
            case "git" -> git(call.arguments(), problems);
            case "mvn" -> mvn(call.arguments(), problems);
            case "aws" -> place(call, problems);
            case "docker" ->
                expect(
                        call.arguments().subList(0, call.arguments().size() - 1),
                        List.of("login", "--username", "AWS", "--password-stdin"),
                        problems);
            case "package" -> expect(call.arguments(), List.of(), problems);
            case "tar" -> {
                expect(call.arguments(), List.of("-xzf", POLICY_ARCHIVE), problems);
                expect(checkout.read("policies/package").contains("/" + POLICY_ARCHIVE + "\""), true, problems);
            }
            case "cat", "ls", "base64" -> {
                // They are told apart by their name, which the shell found.
            }
            default -> problems.add("no rule for program " + call.program());
        }
        for (var word : call.arguments()) {
            var matcher = REGION.matcher(word);
            while (matcher.find()) {
                expect(String.valueOf(matcher.group(1)), region, problems);
            }
        }
        return problems.stream().map(problem -> call + ": " + problem).toList();
    }

    private static void expect(Object got, Object expected, List<String> problems) {
        if (!got.equals(expected)) {
            problems.add("got %s, expected %s".formatted(got, expected));
        }
    }

    private static void expectOneOf(String got, Set<String> expected, List<String> problems) {
        if (!expected.contains(got)) {
            problems.add("got %s, expected one of %s".formatted(got, new TreeSet<>(expected)));
        }
    }

    /** Where an AWS command goes: to a Region that is said, to a bucket that can be. */
    private void place(Rehearsed.Call call, List<String> problems) {
        var words = call.arguments();
        if (words.contains("--region")) {
            expect(words.get(words.indexOf("--region") + 1), region, problems);
        } else if (call.region().isEmpty()) {
            problems.add("says no Region: expected --region or an exported AWS_REGION");
        }
        if (words.contains("--bucket")) {
            var bucket = words.get(words.indexOf("--bucket") + 1);
            if (!BUCKET.matcher(bucket).matches()) {
                problems.add("bucket " + bucket + " cannot be: expected lower-case letters, digits, dots and hyphens");
            }
        }
        for (var word : words) {
            if (word.startsWith("LocationConstraint=")) {
                expect(word, "LocationConstraint=" + region, problems);
            }
        }
    }

    private void slipway(List<String> words, List<String> problems) {
        var verb = words.isEmpty() ? "" : words.get(0);
        expectOneOf(verb, verbs(), problems);
        switch (verb) {
            case "local" -> expectOneOf(words.size() > 1 ? words.get(1) : "", LOCAL, problems);
            case "preview", "up", "refresh", "destroy" -> {
                stack(words, problems);
                flags("pulumi " + verb + " --help", words, problems);
            }
            case "prove" -> stack(words, problems);
            case "clone" -> {
                service(words, problems);
                if (words.size() > 4 || words.stream().anyMatch(word -> word.startsWith("-"))) {
                    problems.add("expected clone STACK SERVICE [FOLDER]");
                }
            }
            case "demo", "setup", "test", "show", "help" -> expect(words.size(), 1, problems);
            default -> {
                if (EXECUTIONS.contains(verb)) {
                    if (!words.contains("--list")) {
                        service(words, problems);
                    }
                    flags(verb + (verb.equals("rehearse") ? " --help" : " local web --help"), words, problems);
                }
            }
        }
        if (words.contains("--fault")) {
            var fault = words.get(words.indexOf("--fault") + 1);
            if (!fault.equals("all")) {
                expectOneOf(fault, faults(), problems);
            }
        }
    }

    private static void stack(List<String> words, List<String> problems) {
        expectOneOf(words.size() > 1 ? words.get(1) : "", STACKS, problems);
    }

    private void service(List<String> words, List<String> problems) {
        stack(words, problems);
        var service = words.size() > 2 ? words.get(2) : "";
        if (STACKS.contains(words.get(1))
                && !checkout.read("Pulumi.%s.yaml".formatted(words.get(1)))
                        .matches("(?s).*\n    " + Pattern.quote(service) + ":.*")) {
            problems.add("Pulumi.%s.yaml has no service '%s'".formatted(words.get(1), service));
        }
    }

    private Set<String> verbs() {
        return flags.computeIfAbsent("", none -> {
            var verbs = new TreeSet<String>();
            checkout.slipway("help")
                    .ok()
                    .lines()
                    .filter(line -> line.matches("  [a-z].*"))
                    .forEach(line -> verbs.add(line.strip().replaceAll(" .*", "")));
            return verbs;
        });
    }

    private Set<String> faults() {
        return flags.computeIfAbsent("faults", none -> {
            var faults = new TreeSet<String>();
            checkout.slipway("rehearse", "--list").ok().lines().forEach(line -> faults.add(line.replaceAll(" .*", "")));
            return faults;
        });
    }

    /** Every flag is in the help of its command. */
    private void flags(String help, List<String> words, List<String> problems) {
        var known = flags.computeIfAbsent(help, text -> {
            var found = new TreeSet<String>();
            var said = text.startsWith("pulumi ")
                    ? toolchain("setup; " + text)
                    : checkout.slipway(text.split(" ", -1)).ok();
            FLAG.matcher(said).results().forEach(match -> found.add(match.group()));
            return found;
        });
        words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceAll("=.*", ""))
                .forEach(flag -> expectOneOf(flag, known, problems));
    }

    private void pulumi(List<String> words, List<String> problems) {
        var verb = words.get(0).equals("stack") ? "stack " + words.get(1) : words.get(0);
        flags("pulumi " + verb + " --help", words, problems);
        for (var name : List.of("--stack", "init")) {
            if (words.contains(name)) {
                expectOneOf(words.get(words.indexOf(name) + 1), STACKS, problems);
            }
        }
        for (var name : List.of("--policy-pack", "--policy-pack-config")) {
            if (words.contains(name)) {
                var path = words.get(words.indexOf(name) + 1);
                // Another project has the pack somewhere else, and settings of its own.
                if (path.startsWith("policies") && !Files.exists(checkout.root().resolve(path))) {
                    problems.add("there is no " + path);
                }
            }
        }
    }

    private static void git(List<String> words, List<String> problems) {
        expectOneOf(words.get(0), GIT.keySet(), problems);
        words.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceAll("=.*", ""))
                .forEach(flag -> expectOneOf(flag, GIT.getOrDefault(words.get(0), Set.of()), problems));
    }

    private void mvn(List<String> words, List<String> problems) {
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-f")) {
                exists(Path.of(words.get(++i)).resolve("pom.xml"), problems);
            } else if (word.equals("-pl")) {
                exists(Path.of("build").resolve(words.get(++i)).resolve("pom.xml"), problems);
            } else if (word.startsWith("-Dit.test=")) {
                exists(
                        Path.of("e2e/src/test/java/dev/slipway/e2e", word.substring("-Dit.test=".length()) + ".java"),
                        problems);
            } else {
                expectOneOf(word, Set.of("-q", "verify", "spotless:apply"), problems);
            }
        }
    }

    private void exists(Path file, List<String> problems) {
        if (!Files.exists(checkout.root().resolve(file).normalize())) {
            problems.add("there is no " + file);
        }
    }

    /** What the AWS CLI's own parser says of calls; one text for each, empty when it takes it. */
    List<String> aws(List<Rehearsed.Call> calls) {
        var words = calls.stream().map(Rehearsed.Call::arguments).toList();
        checkout.write("aws-commands.json", new Gson().toJson(words));
        var parser = Checkout.PROJECT.resolve("e2e/src/test/resources/parse-aws-commands.py");
        var said = checkout.shell("%s/bin/python %s <aws-commands.json".formatted(buildTools(), parser))
                .ok();
        return List.of(new Gson().fromJson(said, String[].class));
    }

    /** The folder of the AWS CLI that builds find. */
    String buildTools() {
        return toolchain("setup; printf %s \"$BUILD_TOOLS\"");
    }

    /** What lines of the launcher say, with its toolchain. */
    private String toolchain(String lines) {
        return checkout.shell(
                        "ROOT=$PWD; for part in say prerequisites lock toolchain; do . tools/launcher/$part.sh; done; "
                                + lines)
                .ok();
    }
}
