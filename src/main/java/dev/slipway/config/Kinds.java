package dev.slipway.config;

import dev.slipway.blueprint.Choice;
import dev.slipway.blueprint.LogRetentionDays;
import dev.slipway.blueprint.Range;
import dev.slipway.blueprint.Text;
import dev.slipway.blueprint.TextRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Finds the kind of a record's component from its Java type. */
final class Kinds {
    private static final TextRule FREE_TEXT =
            new TextRule("a text", "^[^\\u0000]*$", 0, 4096, "anything but the character NUL");

    private Kinds() {}

    static Kind of(RecordComponent component, Setting setting) {
        var type = component.getGenericType();
        if (component.isAnnotationPresent(Keys.class)) {
            var value = ((ParameterizedType) type).getActualTypeArguments()[1];
            var keys = component.getAnnotation(Keys.class).value();
            return new MapKind(rule(keys), text -> make(keys, text), of(value, setting));
        }
        return of(type, setting);
    }

    private static Kind of(Type type, Setting setting) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ListKind(of(generic.getActualTypeArguments()[0], setting));
        }
        if (!(type instanceof Class<?> plain) || plain == Map.class) {
            throw new IllegalStateException("no kind of setting for " + type);
        }
        if (plain == int.class || plain == Integer.class) {
            return new NumberKind(new Range(setting.least(), setting.greatest()));
        }
        if (plain == boolean.class) {
            return new SwitchKind();
        }
        if (plain == String.class) {
            return new TextKind(FREE_TEXT, text -> FREE_TEXT.check(text));
        }
        if (plain == LogRetentionDays.class) {
            return new LogRetentionKind();
        }
        if (Choice.class.isAssignableFrom(plain)) {
            return new ChoiceKind(plain.asSubclass(Choice.class));
        }
        if (Text.class.isAssignableFrom(plain)) {
            return new TextKind(rule(plain.asSubclass(Text.class)), text -> make(plain, text));
        }
        return new RecordKind(plain.asSubclass(Record.class));
    }

    private static TextRule rule(Class<? extends Text> type) {
        try {
            return (TextRule) type.getField("RULE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s has no public static RULE".formatted(type.getSimpleName()), e);
        }
    }

    private static Object make(Class<?> type, String text) {
        try {
            return type.getConstructor(String.class).newInstance(text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }
}
