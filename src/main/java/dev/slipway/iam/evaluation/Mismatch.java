package dev.slipway.iam.evaluation;

import java.util.Objects;

/**
 * Why a statement does not apply to a request.
 *
 * @param element the element that does not match
 * @param wanted what the statement asks for
 * @param got what the request has
 */
public record Mismatch(Element element, String wanted, String got) {
    /** The elements of a statement that a request is compared with. */
    public enum Element {
        ACTION("action"),
        RESOURCE("resource"),
        PRINCIPAL("principal"),
        CONDITION("condition");

        private final String text;

        Element(String text) {
            this.text = text;
        }

        /** The name in messages. */
        public String text() {
            return text;
        }
    }

    public Mismatch {
        Objects.requireNonNull(element);
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(got);
    }

    @Override
    public String toString() {
        return element.text() + ": got " + got + ", wanted " + wanted;
    }
}
