package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.model.ServiceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The services that the local cloud has itself. */
final class CodeServices {
    private static final List<String> NAMES = List.of(
            "codebuild",
            "codecommit",
            "codeconnections",
            "codedeploy",
            "codepipeline",
            "codestar-connections",
            "codestar-notifications");

    private CodeServices() {}

    static List<Service> load(Path botocoreData) throws IOException {
        var services = new ArrayList<Service>();
        for (var name : NAMES) {
            services.add(Service.of(ServiceModel.load(botocoreData, name), "it is not built yet")
                    .build());
        }
        return services;
    }
}
