package dev.slipway.local.provider.codedeploy;

import com.pulumi.aws.codedeploy.Application;
import com.pulumi.aws.codedeploy.ApplicationArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;

/** An application; its id is AWS's id of it and its first name, with a colon between. */
public final class ApplicationResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Application.class, ApplicationArgs.class)
            .autoName(AutoName.of("name", 100))
            .byDefault("computePlatform", "Server")
            .replacedBy("computePlatform")
            .refreshedByUpdate("arn")
            .allow("name", Allowed.length(1, 100))
            .allow("computePlatform", Allowed.oneOf(ComputePlatform.knownValues()))
            .missingCodes("ApplicationDoesNotExistException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String name = inputs.need("name");
        String id = call.clients()
                .codeDeploy()
                .createApplication(request -> request.applicationName(name)
                        .computePlatform(inputs.text("computePlatform"))
                        .tags(DeployTags.write(inputs)))
                .applicationId();
        return id + ":" + name;
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CodeDeployClient codeDeploy = call.clients().codeDeploy();
        ApplicationInfo application = find(codeDeploy, id, known);
        String arn = DeployArn.of(call, "application:" + application.applicationName());
        return Optional.of(PropertyMap.EMPTY
                .with("applicationId", application.applicationId())
                .with("arn", arn)
                .with("computePlatform", application.computePlatformAsString())
                .with(
                        "githubAccountName",
                        application.gitHubAccountName() == null ? "" : application.gitHubAccountName())
                .with("linkedToGithub", Boolean.TRUE.equals(application.linkedToGitHub()))
                .with("name", application.applicationName())
                .with(Tags.ALL, DeployTags.read(call, arn)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        CodeDeployClient codeDeploy = call.clients().codeDeploy();
        String before = name(id, change.state());
        String name = change.inputs().need("name");
        if (!name.equals(before)) {
            codeDeploy.updateApplication(
                    request -> request.applicationName(before).newApplicationName(name));
        }
        DeployTags.change(call, DeployArn.of(call, "application:" + name), change);
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().codeDeploy().deleteApplication(request -> request.applicationName(name(id, state)));
    }

    // A renaming that failed leaves the old name, which the id ends with unless the application was renamed before.
    private static ApplicationInfo find(CodeDeployClient codeDeploy, String id, PropertyMap known) {
        try {
            return information(codeDeploy, name(id, known));
        } catch (ApplicationDoesNotExistException e) {
            ApplicationInfo first = information(codeDeploy, name(id, PropertyMap.EMPTY));
            if (id.startsWith(first.applicationId() + ":")) {
                return first;
            }
            throw e;
        }
    }

    private static ApplicationInfo information(CodeDeployClient codeDeploy, String name) {
        return codeDeploy
                .getApplication(request -> request.applicationName(name))
                .application();
    }

    // An import may give the name alone.
    private static String name(String id, PropertyMap state) {
        return state.text("name", id.substring(id.indexOf(':') + 1));
    }
}
