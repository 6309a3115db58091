package dev.slipway.local.provider.property;

/** A value that the engine encrypts in its state; printing it never shows the content. */
public record Secret(Object content) {
    public Secret {
        if (content instanceof Secret) {
            throw new IllegalArgumentException("got a secret within a secret; wrap the plain value once");
        }
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
