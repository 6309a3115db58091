package dev.slipway.local.cloud;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** A part of the one port that is not an AWS API, such as Git, the image registry or the page. */
interface Front {
    /** Whether a request is for this part. */
    boolean serves(Request request);

    /** Answers its requests. Started and stopped with the server. */
    Handler handler();

    /** A part that is known by its paths. */
    static Front of(Predicate<String> paths, Handler handler) {
        return new Front() {
            @Override
            public boolean serves(Request request) {
                return paths.test(Request.getPathInContext(request));
            }

            @Override
            public Handler handler() {
                return handler;
            }
        };
    }
}
