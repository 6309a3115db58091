package dev.slipway.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** One name for a declared test and for the one that an engine runs: {@code CLASS#METHOD(TYPES)} or {@code CLASS#FIELD}. */
final class TestName {
    private TestName() {}

    static String of(Class<?> owner, Method method) {
        return of(MethodSource.from(owner, method));
    }

    static String of(Class<?> owner, Field field) {
        return owner.getName() + "#" + field.getName();
    }

    private static String of(MethodSource source) {
        return source.getClassName() + "#" + source.getMethodName() + "("
                + Optional.ofNullable(source.getMethodParameterTypes()).orElse("") + ")";
    }

    /** The member to which a test belongs; of an invocation or a dynamic test, that of the template or factory. */
    static Optional<String> of(TestPlan plan, TestIdentifier test) {
        for (var one = Optional.of(test); one.isPresent(); one = one.flatMap(plan::getParent)) {
            var name = of(one.get());
            if (name.isPresent()) {
                return name;
            }
            // ArchUnit's rules in fields have no source that names the field.
            var segment = one.get().getUniqueIdObject().getLastSegment();
            if (segment.getType().equals("field")) {
                return owner(plan, one.get()).map(owner -> owner + "#" + segment.getValue());
            }
        }
        return Optional.empty();
    }

    /** The member that this identifier itself stands for. */
    static Optional<String> of(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(TestName::of);
    }

    private static Optional<String> owner(TestPlan plan, TestIdentifier test) {
        for (var one = plan.getParent(test); one.isPresent(); one = one.flatMap(plan::getParent)) {
            var source = one.get().getSource();
            if (source.isPresent() && source.get() instanceof ClassSource type) {
                return Optional.of(type.getClassName());
            }
        }
        return Optional.empty();
    }

    /** What to call a test that belongs to no member. */
    static String fallback(UniqueId id) {
        return id.toString();
    }
}
