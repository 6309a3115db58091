package dev.slipway.config;

import dev.slipway.blueprint.Text;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which rule the keys of a mapping follow. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Keys {
    /** The type whose rule it is. */
    Class<? extends Text> value();
}
