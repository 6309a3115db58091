package dev.slipway;

import com.pulumi.provider.internal.ComponentProviderHost;
import dev.slipway.cicd.GitSource;
import java.io.IOException;

/** Entry point of the components as a Pulumi package, for programs in any language. */
public final class ComponentPackage {
    private ComponentPackage() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        new ComponentProviderHost("slipway", GitSource.class.getPackage()).start(args);
    }
}
