package dev.slipway.local.cloud.ecr;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ecr.registry.RegistryHandler;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Credentials;
import dev.slipway.local.cloud.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * ECR: the API, and the registry that images are pushed to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/Welcome.html">ECR API</a>
 */
public final class Ecr implements AutoCloseable {
    private static final Duration LIFECYCLE_DELAY = Duration.ofSeconds(10);

    private final Repositories repositories;
    private final Layers layers;
    private final Lifecycles lifecycles;
    private final Tokens tokens;
    private final String registry;
    private final Clock clock;

    /**
     * Opens it.
     *
     * @param store where everything but the bytes of images is kept
     * @param folder where the bytes are kept
     * @param registry host and port that repository URIs begin with
     * @param credentials looks after the keys behind the registry's passwords
     * @param events gets the events of pushes and deletions
     */
    public Ecr(Store store, Path folder, String registry, Credentials credentials, EventBus events, Clock clock) {
        this(store, folder, registry, credentials, events, clock, LIFECYCLE_DELAY);
    }

    Ecr(
            Store store,
            Path folder,
            String registry,
            Credentials credentials,
            EventBus events,
            Clock clock,
            Duration lifecycleDelay) {
        this.registry = registry;
        this.clock = clock;
        this.repositories = new Repositories(store);
        this.layers = new Layers(store, new BlobFolder(folder), clock);
        this.tokens = new Tokens(store, credentials, registry, clock);
        this.lifecycles = new Lifecycles(
                repositories,
                onPush -> new Images(repositories, layers, new ImageEvents(events, clock), clock, onPush),
                clock,
                lifecycleDelay);
        lifecycles.start();
    }

    /** The handler of the registry protocol. */
    public RegistryHandler registryHandler(AccessControl access) {
        return new RegistryHandler(lifecycles.images(), layers, tokens, access, registry);
    }

    /**
     * The resource policy of a repository, for IAM.
     *
     * @param store where it is kept
     * @param region the repository's region
     * @param name the repository's name
     */
    public static Optional<String> repositoryPolicy(Store store, String region, String name) {
        return store.read(view -> view.get(Repositories.TABLE, new Place(region, name).key()))
                .filter(row -> row.has(PolicyOperations.MEMBER))
                .map(row -> row.get(PolicyOperations.MEMBER).asText());
    }

    /** The API. */
    public Service service(ServiceModel model) {
        var images = new ImageOperations(lifecycles.images());
        var repository = new RepositoryOperations(repositories, lifecycles.images(), registry, clock);
        var tags = new RepositoryTags(repositories);
        var policies = new PolicyOperations(repositories);
        var lifecycle = new LifecycleOperations(repositories, lifecycles);
        var parts = new LayerOperations(repositories, layers, tokens, registry);
        var scans = new ScanOperations(images);
        return Service.of(
                        model,
                        "it has repositories, images, lifecycle policies and the registry; replication, pull-through caches and scanning are not in it")
                .operation("CreateRepository", repository::create)
                .operation("DescribeRepositories", repository::describe)
                .operation("DeleteRepository", repository::delete)
                .operation("PutImageTagMutability", repository::putMutability)
                .operation("PutImageScanningConfiguration", repository::putScanning)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .operation("SetRepositoryPolicy", policies::set)
                .operation("GetRepositoryPolicy", policies::get)
                .operation("DeleteRepositoryPolicy", policies::delete)
                .operation("PutLifecyclePolicy", lifecycle::put)
                .operation("GetLifecyclePolicy", lifecycle::get)
                .operation("DeleteLifecyclePolicy", lifecycle::delete)
                .operation("StartLifecyclePolicyPreview", lifecycle::startPreview)
                .operation("GetLifecyclePolicyPreview", lifecycle::getPreview)
                .operation("GetAuthorizationToken", tokens::authorize)
                .operation("PutImage", images::put)
                .operation("ListImages", images::list)
                .operation("DescribeImages", images::describe)
                .operation("BatchGetImage", images::batchGet)
                .operation("BatchDeleteImage", images::batchDelete)
                .operation("BatchCheckLayerAvailability", parts::check)
                .operation("InitiateLayerUpload", parts::initiate)
                .operation("UploadLayerPart", parts::upload)
                .operation("CompleteLayerUpload", parts::complete)
                .operation("GetDownloadUrlForLayer", parts::downloadUrl)
                .operation("StartImageScan", scans::start)
                .operation("DescribeImageScanFindings", scans::describe)
                .operation("DescribeRegistry", call -> {
                    var answer = Json.object().put("registryId", Call.ACCOUNT);
                    answer.putObject("replicationConfiguration").putArray("rules");
                    return answer;
                })
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        lifecycles.close();
    }
}
