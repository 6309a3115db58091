package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The nodes of a YAML text. What is wrong with one is told in the words that CodeBuild shows, which are libyaml's, with the line; nothing of
 * the parser that is used here shows through.
 */
final class YamlText {
    private static final int MOST_ALIASES = 100;
    private static final int MOST_CHARACTERS = 3 << 20;
    private static final int DEEPEST = 50;
    private static final Map<Pattern, String> WORDS = words();

    private YamlText() {}

    private static Map<Pattern, String> words() {
        Map<Pattern, String> words = new LinkedHashMap<>();
        words.put(Pattern.compile("expected <block end>.*"), "did not find expected key");
        words.put(Pattern.compile("expected ',' or '(.)'.*"), "did not find expected ',' or '$1'");
        words.put(
                Pattern.compile("mapping values are not allowed.*"), "mapping values are not allowed in this context");
        words.put(
                Pattern.compile("sequence entries are not allowed.*"),
                "block sequence entries are not allowed in this context");
        words.put(Pattern.compile("mapping keys are not allowed.*"), "mapping keys are not allowed in this context");
        words.put(
                Pattern.compile("found character .*cannot start any token.*"),
                "found character that cannot start any token");
        words.put(Pattern.compile("found undefined alias (.*)"), "unknown anchor '$1' referenced");
        words.put(Pattern.compile("could not find expected ':'.*"), "could not find expected ':'");
        words.put(Pattern.compile("found unexpected end of stream"), "found unexpected end of stream");
        words.put(Pattern.compile("found unexpected document separator"), "found unexpected document indicator");
        words.put(Pattern.compile("found unknown escape character.*"), "found unknown escape character");
        words.put(Pattern.compile("found undefined tag handle.*"), "found undefined tag handle");
        words.put(Pattern.compile("but found another document"), "expected a single document");
        words.put(Pattern.compile("expected '?<document start>'?.*"), "did not find expected <document start>");
        return words;
    }

    /**
     * Reads a text.
     *
     * @return the root, or null when the text says nothing
     */
    static @Nullable Node compose(String text) throws BuildspecException {
        if (text.length() > MOST_CHARACTERS) {
            throw new BuildspecException(
                    "got a buildspec of " + text.length() + " characters, expected at most " + MOST_CHARACTERS);
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (ReaderException e) {
            throw new BuildspecException(
                    "control characters are not allowed: U+%04X at line %d"
                            .formatted(e.getCodePoint(), line(text, e.getPosition())),
                    e);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new BuildspecException(
                    inWords(String.valueOf(e.getProblem())) + " at line " + (mark == null ? 1 : mark.getLine() + 1), e);
        } catch (YAMLException e) {
            throw new BuildspecException(
                    "got a buildspec that is nested deeper than " + DEEPEST + " levels, or has more than "
                            + MOST_ALIASES + " aliases of collections",
                    e);
        }
    }

    private static String inWords(String problem) {
        String first = problem.lines().findFirst().orElse("");
        for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
            Matcher matcher = word.getKey().matcher(first);
            if (matcher.matches()) {
                return matcher.replaceFirst(word.getValue());
            }
        }
        return "got a text that is not valid YAML";
    }

    private static long line(String text, int position) {
        return text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
