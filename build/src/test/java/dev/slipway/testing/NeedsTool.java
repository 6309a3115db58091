package dev.slipway.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need programs which a machine may lack. Without them the tests are skipped by name, with the reason; where the tools are
 * {@code required}, as in CI, they fail.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeededTools.class)
public @interface NeedsTool {
    /** All of them are needed. */
    Tool[] value();
}
