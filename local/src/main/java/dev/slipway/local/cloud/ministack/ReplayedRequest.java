package dev.slipway.local.cloud.ministack;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;

/** A request whose body was read already and is given again, as often as it takes. */
public final class ReplayedRequest extends Request.Wrapper {
    private final Supplier<Content.Source> bodies;
    private Content.Source body;

    /** A request whose body is kept somewhere. */
    public ReplayedRequest(Request request, Supplier<Content.Source> bodies) {
        super(request);
        this.bodies = bodies;
        this.body = bodies.get();
    }

    /** A request whose body is at hand. */
    public ReplayedRequest(Request request, byte[] body) {
        this(request, () -> new ByteBufferContentSource(ByteBuffer.wrap(body)));
    }

    @Override
    public boolean rewind() {
        body = bodies.get();
        return true;
    }

    @Override
    public Content.Chunk read() {
        return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
        body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        body.fail(failure);
    }
}
