package dev.slipway.policies.rules.credentials;

import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a plain value is a credential: by what the value looks like, and by what its name says.
 *
 * <p>A value that only refers to a credential - an ARN, a path in the parameter store, a variable - is none.
 */
public final class CredentialShapes {
    private record Shape(String says, String hint, Pattern pattern) {
        static Shape of(String says, String hint, String pattern) {
            return new Shape(says, hint, Pattern.compile(pattern));
        }

        boolean fits(String value) {
            return value.contains(hint) && pattern.matcher(value).find();
        }
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.of("an AWS access key", "KIA", "(?<![A-Z0-9])AKIA[A-Z0-9]{16}(?![A-Z0-9])"),
            Shape.of("an AWS access key", "ASIA", "(?<![A-Z0-9])ASIA[A-Z0-9]{16}(?![A-Z0-9])"),
            Shape.of("a private key", "PRIVATE KEY", "-----BEGIN [A-Z ]*PRIVATE KEY"),
            Shape.of("a GitHub token", "gh", "(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}"),
            Shape.of("a GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{22}"),
            Shape.of("a GitLab token", "glpat-", "glpat-[A-Za-z0-9_-]{20}"),
            Shape.of(
                    "a GitLab token",
                    "gl",
                    "(?<![A-Za-z0-9])gl(?:dt|ptt|rt|cbt|agent|ft|imt|oas|soat|ffct)-[A-Za-z0-9_-]{20}"),
            Shape.of("a Slack token", "xapp-", "xapp-[0-9]-[A-Za-z0-9-]{10}"),
            Shape.of("an OpenAI key", "sk-proj-", "sk-proj-[A-Za-z0-9_-]{20}"),
            Shape.of("an Anthropic key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{20}"),
            Shape.of("a Vault token", "hvs.", "(?<![A-Za-z0-9])hvs\\.[A-Za-z0-9_-]{20}"),
            Shape.of("a Docker Hub token", "dckr_oat_", "dckr_oat_[A-Za-z0-9_-]{20}"),
            Shape.of("a DigitalOcean token", "do", "(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}"),
            Shape.of("a SendGrid key", "SG.", "(?<![A-Za-z0-9])SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
            Shape.of("an Atlassian token", "ATATT3x", "ATATT3x[A-Za-z0-9_=-]{20}"),
            Shape.of("a Sonar token", "sq", "(?<![A-Za-z0-9])sq[pua]_[a-f0-9]{40}"),
            Shape.of("a Grafana token", "gl", "(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}"),
            Shape.of("a Pulumi token", "pul-", "(?<![A-Za-z0-9])pul-[a-f0-9]{40}"),
            Shape.of("a Slack token", "xox", "xox[abeoprs]-[A-Za-z0-9-]{10}"),
            Shape.of(
                    "a Slack webhook", "hooks.slack.com/", "hooks\\.slack\\.com/services/T[A-Za-z0-9]+/B[A-Za-z0-9]+/"),
            Shape.of("a Stripe key", "k_live_", "[sr]k_live_[A-Za-z0-9]{16}"),
            Shape.of("an npm token", "npm_", "(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}"),
            Shape.of("a PyPI token", "pypi-", "pypi-AgE[A-Za-z0-9_-]{20}"),
            Shape.of("a Docker Hub token", "dckr_pat_", "dckr_pat_[A-Za-z0-9_-]{20}"),
            Shape.of("a Google API key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
            Shape.of("a signed token", "eyJ", "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\."),
            Shape.of("a URL with a password", "://", "://[^/\\s:@]*:[^/\\s:@$#{*<]+@"));

    /** Names end in these, alone or at the end of a word: PGPASSWORD, GITHUBTOKEN. */
    private static final Set<String> SENSITIVE = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "SECRET",
            "TOKEN",
            "APIKEY",
            "ACCESSKEY",
            "SECRETKEY",
            "CREDENTIAL",
            "CREDENTIALS");

    /** These say something only behind another word: PWD alone is a directory. */
    private static final Set<String> SENSITIVE_BEHIND_A_WORD = Set.of("PWD", "PAT", "PASS");

    /** Whose AUTH is a user name with its password. */
    private static final Set<String> AUTHENTICATED = Set.of("BASIC", "DOCKER", "HTTP", "NPM", "PROXY", "REGISTRY");

    /** Words that make a key a credential: a cache key is none. */
    private static final Set<String> KEYS =
            Set.of("API", "ACCESS", "SECRET", "PRIVATE", "ENCRYPTION", "SIGNING", "MASTER", "DEPLOY", "SSH", "AUTH");

    private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?<![A-Za-z0-9_$-])([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s;&|]+)");
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)(arn:|alias/|https?://|s3://|file:|ssm:|secretsmanager:|vault:|op://|\\{\\{).*|.*[$#]\\{.*|\\$\\(?[A-Z_]+\\)?");
    private static final Pattern PATH = Pattern.compile("/?[A-Za-z0-9_.+=@-]+(/[A-Za-z0-9_.+=@-]+)+");
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z]+[a-z0-9]*(-[a-z0-9]+)+");
    private static final Set<String> WORDS_FOR_NOTHING =
            Set.of("", "true", "false", "none", "null", "disabled", "enabled", "required", "optional");

    private static final int SHORTEST_RANDOM = 32;
    private static final int LONGEST_RANDOM = 256;
    private static final int SHORTEST_NUMBER = 6;
    private static final int LONGEST_NAME = 512;
    private static final double LEAST_ENTROPY = 4.0;
    /** Random letters and digits change kind at three of five places, words and paths at one of five. */
    private static final double LEAST_CHANGES = 0.4;

    private static final int LEAST_DIGITS = 3;
    private static final int LEAST_CAPITALS = 4;

    private static final int UPPER = 0;
    private static final int LOWER = 1;
    private static final int DIGIT = 2;
    private static final int SIGN = 3;

    private CredentialShapes() {}

    /**
     * Notes a variable that holds a credential in plain text. The value is never shown.
     *
     * @param entry what holds the name and the value
     * @param remedy where the credential belongs, such as "Secrets Manager"
     */
    public static void check(Findings findings, Property entry, String name, Property value, String remedy) {
        findings.tryOnce(() -> {
            String plain = value.text("");
            boolean keptSecret = value.isSecret() && !entry.isSecret();
            Optional<String> found = keptSecret && !plain.isEmpty()
                    ? Optional.of("is a secret in the program, and AWS shows it to everyone who may look")
                    : find(name, plain);
            found.ifPresent(says -> findings.hiddenViolation(
                    value, name.isEmpty() ? value.path() : name, says + ", expected " + remedy));
        });
    }

    /** What makes the value a credential; empty when nothing does. */
    public static Optional<String> find(String name, String value) {
        for (Shape shape : SHAPES) {
            if (shape.fits(value)) {
                return Optional.of("looks like " + shape.says());
            }
        }
        if (isReference(value)) {
            return Optional.empty();
        }
        if (isRandom(value)) {
            return Optional.of("looks like a random token");
        }
        return isSensitive(name) && !namesSecret(name, value)
                ? Optional.of("is a credential by its name")
                : Optional.empty();
    }

    /** What makes a command or a script hold a credential: a token by its shape, or an assignment by its name. */
    public static Optional<String> findInText(String text) {
        for (Shape shape : SHAPES) {
            if (shape.fits(text)) {
                return Optional.of("has what looks like " + shape.says());
            }
        }
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            String value = assignment.group(2).replaceAll("^([\"'])(.*)\\1$", "$2");
            // What the shell puts in is no value, such as $(aws ...) or `cat file`.
            boolean computed = value.startsWith("`") || value.startsWith("$") || value.isEmpty();
            Optional<String> found = computed ? Optional.empty() : find(assignment.group(1), value);
            if (found.isPresent()) {
                return Optional.of("sets " + assignment.group(1) + ", which " + found.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isReference(String value) {
        return WORDS_FOR_NOTHING.contains(value.strip().toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(value).matches();
    }

    /** A path or a name of a secret, not the secret; nobody calls a name a password. */
    private static boolean namesSecret(String name, String value) {
        if (value.length() > LONGEST_NAME) {
            return false;
        }
        boolean number = value.length() < SHORTEST_NUMBER && value.chars().allMatch(Character::isDigit);
        return number
                || PATH.matcher(value).matches()
                || (!name.toUpperCase(Locale.ROOT).contains("PASS")
                        && SECRET_NAME.matcher(value).matches());
    }

    private static boolean isSensitive(String name) {
        if (name.isEmpty()) {
            return false;
        }
        String[] words = WORDS.split(name, -1);
        int last = words.length - 1;
        String word = words[last].toUpperCase(Locale.ROOT);
        String before = last > 0 ? words[last - 1].toUpperCase(Locale.ROOT) : "";
        if (word.equals("ID") && before.equals("KEY") && last > 1) {
            return words[last - 2].equalsIgnoreCase("ACCESS");
        }
        String beforeThat = last > 1 ? words[last - 2].toUpperCase(Locale.ROOT) : "";
        return SENSITIVE.stream().anyMatch(word::endsWith)
                || (word.equals("AUTH") && AUTHENTICATED.contains(before))
                || (word.equals("CONFIG") && before.equals("AUTH") && AUTHENTICATED.contains(beforeThat))
                || (!before.isEmpty() && SENSITIVE_BEHIND_A_WORD.contains(word))
                || (word.equals("KEY") && KEYS.contains(before));
    }

    private static boolean isRandom(String value) {
        if (value.length() < SHORTEST_RANDOM || value.length() > LONGEST_RANDOM) {
            return false;
        }
        int[] counts = new int[128];
        int changes = 0;
        int kinds = 0;
        int digits = 0;
        int capitals = 0;
        int before = -1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int kind = kind(c);
            if (kind < 0) {
                return false;
            }
            counts[c]++;
            kinds |= 1 << kind;
            changes += before >= 0 && kind != before ? 1 : 0;
            digits += kind == DIGIT ? 1 : 0;
            capitals += kind == UPPER && before == UPPER ? 1 : 0;
            before = kind;
        }
        // Upper case, lower case and digits, all of them: no hash, no identifier.
        return (kinds & 7) == 7
                // Words in camel case have few digits, and capitals that stand alone.
                && (digits >= LEAST_DIGITS || capitals >= LEAST_CAPITALS)
                && changes >= LEAST_CHANGES * value.length()
                && entropy(counts, value.length()) >= LEAST_ENTROPY;
    }

    private static int kind(char c) {
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return c == '+' || c == '/' || c == '=' || c == '_' || c == '-' ? SIGN : -1;
    }

    private static double entropy(int[] counts, int length) {
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
