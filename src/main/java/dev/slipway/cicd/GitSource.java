package dev.slipway.cicd;

import com.pulumi.aws.codecommit.CodecommitFunctions;
import com.pulumi.aws.codecommit.Repository;
import com.pulumi.aws.codecommit.RepositoryArgs;
import com.pulumi.aws.codecommit.inputs.GetRepositoryArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.BranchName;
import dev.slipway.blueprint.CodeCommitRepositoryName;
import dev.slipway.blueprint.SourceProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository that pipelines follow.
 *
 * <p>Creates one CodeCommit repository, or nothing when it adopts one that exists.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/welcome.html">AWS reference</a>
 */
public final class GitSource extends ComponentResource {
    @Export(name = "repositoryName", refs = String.class)
    private final Output<String> repositoryName;

    @Export(name = "repositoryArn", refs = String.class)
    private final Output<String> repositoryArn;

    @Export(name = "branch", refs = String.class)
    private final Output<String> branch;

    @Export(name = "cloneUrlHttp", refs = String.class)
    private final Output<String> cloneUrlHttp;

    @Export(name = "cloneUrlSsh", refs = String.class)
    private final Output<String> cloneUrlSsh;

    /** Creates or adopts the repository. */
    public GitSource(String name, GitSourceArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:GitSource", name, options);
        var where = "GitSource \"%s\"".formatted(name);
        Checked.choice(where, "provider", SourceProvider.class, args.provider());
        var repository = Checked.text(where, "repositoryName", CodeCommitRepositoryName.RULE, args.repositoryName());
        this.branch = Checked.text(where, "branch", BranchName.RULE, args.branch());
        if (args.adopt()) {
            var found = CodecommitFunctions.getRepository(
                    GetRepositoryArgs.builder().repositoryName(repository).build(),
                    InvokeOptions.builder().parent(this).build());
            this.repositoryName = found.applyValue(known -> known.repositoryName());
            this.repositoryArn = found.applyValue(known -> known.arn());
            this.cloneUrlHttp = found.applyValue(known -> known.cloneUrlHttp());
            this.cloneUrlSsh = found.applyValue(known -> known.cloneUrlSsh());
        } else {
            var created = create(name, where, repository, args);
            this.repositoryName = created.repositoryName();
            this.repositoryArn = created.arn();
            this.cloneUrlHttp = created.cloneUrlHttp();
            this.cloneUrlSsh = created.cloneUrlSsh();
        }
        registerOutputs(Map.of(
                "repositoryName", repositoryName,
                "repositoryArn", repositoryArn,
                "branch", branch,
                "cloneUrlHttp", cloneUrlHttp,
                "cloneUrlSsh", cloneUrlSsh));
    }

    private Repository create(String name, String where, Output<String> repository, GitSourceArgs args) {
        var arguments = RepositoryArgs.builder()
                .repositoryName(repository)
                .defaultBranch(branch)
                .tags(Tags.of(where, args.tags()));
        args.description().ifPresent(arguments::description);
        args.kmsKeyArn().ifPresent(arguments::kmsKeyId);
        return new Repository(
                name,
                arguments.build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .protect(args.protect())
                        .build());
    }

    /** Name of the repository. */
    public Output<String> repositoryName() {
        return repositoryName;
    }

    /** ARN of the repository. */
    public Output<String> repositoryArn() {
        return repositoryArn;
    }

    /** Branch that pipelines follow. */
    public Output<String> branch() {
        return branch;
    }

    /** URL for {@code git clone} over HTTPS. */
    public Output<String> cloneUrlHttp() {
        return cloneUrlHttp;
    }

    /** URL for {@code git clone} over SSH. */
    public Output<String> cloneUrlSsh() {
        return cloneUrlSsh;
    }
}
