package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import dev.slipway.blueprint.Choice;
import dev.slipway.blueprint.Range;
import dev.slipway.blueprint.TextRule;
import java.util.function.Supplier;

/** Checks arguments of components, and says which component and which argument is wrong. */
final class Checked {
    private Checked() {}

    static <C extends Choice> C choice(String component, String argument, Class<C> type, String word) {
        return named(component, argument, () -> Choice.parse(type, word));
    }

    static <C extends Choice> Output<String> choice(
            String component, String argument, Class<C> type, Output<String> word) {
        return word.applyValue(known -> choice(component, argument, type, known).word());
    }

    static String text(String component, String argument, TextRule rule, String text) {
        return named(component, argument, () -> rule.check(text));
    }

    static Output<String> text(String component, String argument, TextRule rule, Output<String> text) {
        return text.applyValue(known -> text(component, argument, rule, known));
    }

    static int number(String component, String argument, Range range, int number) {
        return named(component, argument, () -> range.check(number));
    }

    static Output<Integer> number(String component, String argument, Range range, Output<Integer> number) {
        return number.applyValue(known -> number(component, argument, range, known));
    }

    static <T> T named(String component, String argument, Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw new RunException("%s: %s: %s".formatted(component, argument, e.getMessage()), e);
        }
    }
}
