package dev.slipway.local.provider.once;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Names the requests of one creation, so that the local cloud carries each out once. A name is the intent, how many of its requests
 * succeeded before, and the operation: a creation that is repeated with the same inputs sends the same names.
 */
public final class Once implements ExecutionInterceptor {
    /** The header that the local cloud looks for. */
    public static final String HEADER = "X-Slipway-Once";

    private static final ThreadLocal<@Nullable Sequence> CURRENT = new ThreadLocal<>();

    private static final class Sequence {
        private final String intent;
        private int succeeded;

        Sequence(String intent) {
            this.intent = intent;
        }
    }

    /** Runs the work, whose requests are sent from this thread, as the creation that the intent stands for. */
    public static <T> T under(String intent, Supplier<T> work) {
        CURRENT.set(new Sequence(intent));
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Sequence sequence = CURRENT.get();
        if (sequence == null || reads(attributes)) {
            return context.httpRequest();
        }
        String name = sequence.intent + "/" + sequence.succeeded + "/" + operation(attributes);
        return context.httpRequest().toBuilder().putHeader(HEADER, name).build();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Sequence sequence = CURRENT.get();
        if (sequence != null && !reads(attributes)) {
            sequence.succeeded++;
        }
    }

    // What is read must be true now, and not when it was read first.
    private static boolean reads(ExecutionAttributes attributes) {
        String operation = operation(attributes);
        return operation.startsWith("Describe")
                || operation.startsWith("Get")
                || operation.startsWith("List")
                || operation.startsWith("Head")
                || operation.startsWith("BatchGet");
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
