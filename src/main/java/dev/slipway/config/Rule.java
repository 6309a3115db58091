package dev.slipway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method of a settings record that checks several of its settings together, and throws
 * {@link IllegalArgumentException} when they do not fit. The record's constructor calls it; the reader does too, even when
 * other settings of the record are wrong, so that all problems are said at once.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Rule {
    /** The settings that it looks at, in the order of its parameters; a dot leads into a setting that is a record. */
    String[] value();
}
