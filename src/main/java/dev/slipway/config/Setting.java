package dev.slipway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one setting: the reader, the JSON schema and the table in the README all follow it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
    /** What it means, with its unit, and what happens without it. */
    String value();

    /** The value when it is not set, as JSON; empty when there is none. */
    String standard() default "";

    /** Whether it has to be set, in the defaults or in the service. */
    boolean required() default false;

    /** The least number. */
    int least() default Integer.MIN_VALUE;

    /** The greatest number. */
    int greatest() default Integer.MAX_VALUE;

    /** The AWS page about it. */
    String see() default "";
}
