package dev.slipway.local.provider.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps the body of an error that has no code. The SDK drops it for services that answer in XML, and then nothing is left of
 * what the endpoint said.
 */
final class ErrorBody implements ExecutionInterceptor {
    private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("ErrorBody");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().isSuccessful() || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (InputStream body = context.responseBody().get()) {
            byte[] read = body.readAllBytes();
            attributes.putAttribute(BODY, read);
            return Optional.of(new ByteArrayInputStream(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        byte @Nullable [] body = attributes.getAttribute(BODY);
        if (body == null
                || !(context.exception() instanceof AwsServiceException e)
                || !AwsErrors.code(e).isEmpty()) {
            return context.exception();
        }
        AwsErrorDetails details =
                e.awsErrorDetails() == null ? AwsErrorDetails.builder().build() : e.awsErrorDetails();
        return e.toBuilder()
                .awsErrorDetails(details.toBuilder()
                        .rawResponse(SdkBytes.fromByteArray(body))
                        .build())
                .build();
    }
}
