package dev.slipway.policies.bench;

import com.google.protobuf.Empty;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.Plugin.PluginInfo;

/** Answers the engine and judges nothing: what any policy pack in Java costs a preview. */
public final class EmptyPack {
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    private EmptyPack() {}

    /** Serves until the engine ends it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Server server = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(new Service())
                .build()
                .start();
        System.out.println(server.getPort());
        server.awaitTermination();
    }

    private static final class Service extends AnalyzerGrpc.AnalyzerImplBase {
        @Override
        public void handshake(AnalyzerHandshakeRequest request, StreamObserver<AnalyzerHandshakeResponse> observer) {
            send(observer, AnalyzerHandshakeResponse.getDefaultInstance());
        }

        @Override
        public void configureStack(
                AnalyzerStackConfigureRequest request, StreamObserver<AnalyzerStackConfigureResponse> observer) {
            send(observer, AnalyzerStackConfigureResponse.getDefaultInstance());
        }

        @Override
        public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> observer) {
            send(
                    observer,
                    AnalyzerInfo.newBuilder()
                            .setName("empty")
                            .setVersion("0.1.0")
                            .setSupportsConfig(true)
                            .addPolicies(PolicyInfo.newBuilder().setName("nothing"))
                            .build());
        }

        @Override
        public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
            send(observer, PluginInfo.newBuilder().setVersion("0.1.0").build());
        }

        @Override
        public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> observer) {
            send(observer, Empty.getDefaultInstance());
        }

        @Override
        public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> observer) {
            send(observer, AnalyzeResponse.getDefaultInstance());
        }

        @Override
        public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> observer) {
            send(observer, AnalyzeResponse.getDefaultInstance());
        }

        @Override
        public void remediate(AnalyzeRequest request, StreamObserver<RemediateResponse> observer) {
            send(observer, RemediateResponse.getDefaultInstance());
        }

        @Override
        public void cancel(Empty request, StreamObserver<Empty> observer) {
            send(observer, Empty.getDefaultInstance());
        }

        private static <T> void send(StreamObserver<T> observer, T response) {
            observer.onNext(response);
            observer.onCompleted();
        }
    }
}
