package dev.slipway.local.show;

import dev.slipway.local.address.ServiceAddress;
import dev.slipway.local.address.ServiceAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Reads what is to be shown through the AWS API. */
public final class PipelineReader {
    private static final String NONE = "-";

    private final CodePipelineClient codepipeline;
    private final CodeBuildClient codebuild;
    private final EcrClient ecr;
    private final ServiceAddresses addresses;

    /** A reader that asks these clients. */
    public PipelineReader(
            CodePipelineClient codepipeline, CodeBuildClient codebuild, EcrClient ecr, ServiceAddresses addresses) {
        this.codepipeline = codepipeline;
        this.codebuild = codebuild;
        this.ecr = ecr;
        this.addresses = addresses;
    }

    /** Every pipeline, by name. */
    public List<PipelineView> read() {
        var repositories =
                ecr.describeRepositoriesPaginator().repositories().stream().toList();
        return codepipeline.listPipelinesPaginator().pipelines().stream()
                .map(PipelineSummary::name)
                .sorted()
                .map(name -> read(name, repositories))
                .toList();
    }

    private PipelineView read(String name, List<Repository> repositories) {
        var found = codepipeline.getPipeline(request -> request.name(name));
        var stages = found.pipeline().stages();
        var tags = codepipeline
                .listTagsForResource(
                        request -> request.resourceArn(found.metadata().pipelineArn()))
                .tags();
        return new PipelineView(
                tags.stream()
                        .filter(PipelineReader::namesService)
                        .map(Tag::value)
                        .findFirst()
                        .orElse(name),
                name,
                first(stages, action -> action.actionTypeId().category() == ActionCategory.SOURCE),
                image(stages, repositories),
                first(stages, PipelineReader::deploysToEcs),
                address(stages),
                stages.stream().map(PipelineReader::stage).toList());
    }

    private static boolean deploysToEcs(ActionDeclaration action) {
        return action.actionTypeId().provider().equals("ECS");
    }

    private Optional<ServiceAddress> address(List<StageDeclaration> stages) {
        return actions(stages)
                .filter(PipelineReader::deploysToEcs)
                .map(ActionDeclaration::configuration)
                .flatMap(
                        target -> addresses
                                .find(
                                        target.getOrDefault("ClusterName", "default"),
                                        target.getOrDefault("ServiceName", ""))
                                .stream())
                .findFirst();
    }

    private static boolean namesService(Tag tag) {
        var key = tag.key().toLowerCase(Locale.ROOT);
        return key.equals("service") || key.endsWith(":service");
    }

    private static Stream<ActionDeclaration> actions(List<StageDeclaration> stages) {
        return stages.stream().flatMap(stage -> stage.actions().stream());
    }

    private static String first(List<StageDeclaration> stages, Predicate<ActionDeclaration> wanted) {
        return actions(stages)
                .filter(wanted)
                .map(action -> Subject.of(action.configuration()))
                .findFirst()
                .orElse(NONE);
    }

    private static PipelineView.Stage stage(StageDeclaration stage) {
        var groups = new TreeMap<Integer, List<PipelineView.Action>>();
        stage.actions().forEach(action -> groups.computeIfAbsent(
                        Optional.ofNullable(action.runOrder()).orElse(1), order -> new ArrayList<>())
                .add(new PipelineView.Action(
                        action.name(),
                        (action.actionTypeId().provider() + " " + Subject.of(action.configuration())).strip())));
        return new PipelineView.Stage(stage.name(), List.copyOf(groups.values()));
    }

    /** The ECR repository that a build of the pipeline is told of in its environment, by address or by name. */
    private String image(List<StageDeclaration> stages, List<Repository> repositories) {
        var projects = actions(stages)
                .map(action -> action.configuration().get("ProjectName"))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (projects.isEmpty()) {
            return NONE;
        }
        var values = codebuild.batchGetProjects(request -> request.names(projects)).projects().stream()
                .map(Project::environment)
                .flatMap(environment -> environment.environmentVariables().stream())
                .map(EnvironmentVariable::value)
                .toList();
        return repositories.stream()
                .filter(repository ->
                        values.contains(repository.repositoryUri()) || values.contains(repository.repositoryName()))
                .map(Repository::repositoryUri)
                .findFirst()
                .orElse(NONE);
    }
}
