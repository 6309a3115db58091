package dev.slipway.policies;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads requests that nest as deep as the engine can write them. Protocol buffers in Java stop at 100 messages in each other,
 * which is some thirty objects of properties, and the user's run would end there.
 */
final class DeepMessages {
    /** What protocol buffers in Go, in which the engine is written, accept. */
    private static final int DEEPEST = 10_000;

    private DeepMessages() {}

    static ServerServiceDefinition accept(ServerServiceDefinition service) {
        ServerServiceDefinition.Builder deep =
                ServerServiceDefinition.builder(service.getServiceDescriptor().getName());
        service.getMethods().forEach(method -> deep.addMethod(accept(method)));
        return deep.build();
    }

    private static <Q, A> ServerMethodDefinition<Q, A> accept(ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        return descriptor.getRequestMarshaller() instanceof PrototypeMarshaller<Q> usual
                        && usual.getMessagePrototype() instanceof Message prototype
                ? ServerMethodDefinition.create(
                        descriptor.toBuilder(new Deep<>(usual, prototype), descriptor.getResponseMarshaller())
                                .build(),
                        method.getServerCallHandler())
                : method;
    }

    private record Deep<Q>(PrototypeMarshaller<Q> usual, Message prototype) implements Marshaller<Q> {
        @Override
        public InputStream stream(Q message) {
            return usual.stream(message);
        }

        @Override
        public Q parse(InputStream stream) {
            try {
                CodedInputStream coded = CodedInputStream.newInstance(stream);
                coded.setRecursionLimit(DEEPEST);
                coded.setSizeLimit(Integer.MAX_VALUE);
                Message message =
                        prototype.getParserForType().parseFrom(coded, ExtensionRegistryLite.getEmptyRegistry());
                return usual.getMessageClass().cast(message);
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("got bytes that are no request")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
