package dev.slipway.local;

import dev.slipway.local.address.Listeners;
import dev.slipway.local.address.ServiceAddresses;
import dev.slipway.local.show.Picture;
import dev.slipway.local.show.PipelineReader;
import dev.slipway.local.show.PipelineView;
import dev.slipway.local.show.Table;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Shows the pipelines of the local cloud: a table, and a picture of each. */
@Command(
        name = "show",
        description = "Show the pipelines of the local cloud at AWS_ENDPOINT_URL.",
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
final class ShowCommand implements Callable<Integer> {
    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${env:COLUMNS:-100}",
            description = "Columns of the terminal (default: $COLUMNS, or 100).")
    private int width;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        var endpoint = System.getenv("AWS_ENDPOINT_URL");
        var wrong = wrong(endpoint);
        if (wrong != null) {
            err.println("slipway-local: " + wrong);
            return 2;
        }
        try {
            print(read(URI.create(endpoint)));
            return 0;
        } catch (SdkException | UncheckedIOException | IllegalArgumentException e) {
            err.println("slipway-local: the pipelines cannot be shown: " + e.getMessage());
            return 1;
        }
    }

    private static List<PipelineView> read(URI endpoint) {
        try (var http = UrlConnectionHttpClient.create();
                var codepipeline = CodePipelineClient.builder().httpClient(http).build();
                var codebuild = CodeBuildClient.builder().httpClient(http).build();
                var ecr = EcrClient.builder().httpClient(http).build();
                var ecs = EcsClient.builder().httpClient(http).build();
                var balancers =
                        ElasticLoadBalancingV2Client.builder().httpClient(http).build()) {
            var addresses = new ServiceAddresses(ecs, balancers, new Listeners(endpoint));
            return new PipelineReader(codepipeline, codebuild, ecr, addresses).read();
        }
    }

    private void print(List<PipelineView> pipelines) {
        var out = spec.commandLine().getOut();
        if (pipelines.isEmpty()) {
            out.println("no pipelines yet");
        } else {
            out.print(Table.draw(pipelines));
            for (var pipeline : pipelines) {
                out.println();
                out.println(pipeline.name());
                out.print(Picture.draw(pipeline, width));
            }
        }
        out.flush();
    }

    /** What is wrong with an endpoint, or null: this program never asks AWS. */
    static @Nullable String wrong(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isEmpty()) {
            return "AWS_ENDPOINT_URL is not set, expected the local cloud's address: run ./slipway local env";
        }
        return loopback(endpoint)
                ? null
                : "AWS_ENDPOINT_URL is %s, expected a loopback address such as http://127.0.0.1:4566"
                        .formatted(endpoint);
    }

    private static boolean loopback(String endpoint) {
        try {
            var host = URI.create(endpoint).getHost();
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }
}
