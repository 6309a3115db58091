package dev.slipway.policies.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a property leads to the resource that it names. */
class StackViewTest {
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String VERSIONING = "aws:s3/bucketVersioningV2:BucketVersioningV2";
    private static final String REPOSITORY = "aws:ecr/repository:Repository";
    private static final String ROLE = "aws:iam/role:Role";

    private static ResourceView resource(
            String type, String name, Map<String, Value> properties, Map<String, List<String>> dependencies) {
        return new ResourceView(
                urn(type, name), type, name, new Value.Fields(new LinkedHashMap<>(properties)), dependencies);
    }

    private static String urn(String type, String name) {
        return "urn:pulumi:dev::example::" + type + "::" + name;
    }

    private static Map<String, Value> text(String property, String text) {
        return Map.of(property, new Value.Text(text));
    }

    private static List<String> referred(StackView stack, ResourceView source, String property) {
        return stack.referredBy(source, property).stream()
                .map(ResourceView::name)
                .toList();
    }

    static Stream<String> identities() {
        return Stream.of("id", "arn", "name", "bucket", "url", "keyId", "repositoryUrl");
    }

    @ParameterizedTest
    @MethodSource("identities")
    void aKnownValueNamesTheResourceThatHasItAsAnIdentity(String identity) {
        ResourceView bucket = resource(BUCKET, "one", text(identity, "shop-artifacts"), Map.of());
        ResourceView other = resource(BUCKET, "other", text(identity, "shop-logs"), Map.of());
        ResourceView versioning = resource(VERSIONING, "versioning", text("bucket", "shop-artifacts"), Map.of());
        StackView stack = new StackView(List.of(bucket, other, versioning));

        assertThat(stack.referring(bucket, "bucket", VERSIONING)).containsExactly(versioning);
        assertThat(stack.referring(other, "bucket", VERSIONING)).isEmpty();
    }

    @Test
    void whatManyResourcesShareNamesNone() {
        ResourceView images = resource(REPOSITORY, "images", text("registryId", "123456789012"), Map.of());
        ResourceView policy =
                resource("aws:sns/topicPolicy:TopicPolicy", "policy", text("owner", "123456789012"), Map.of());

        assertThat(referred(new StackView(List.of(images, policy)), policy, "owner"))
                .isEmpty();
    }

    @Test
    void ofTwoResourcesWithOneNameTheOneThatTheValueWasMadeFromIsMeant() {
        ResourceView images = resource(REPOSITORY, "images", text("name", "web"), Map.of());
        ResourceView role = resource(ROLE, "role", text("name", "web"), Map.of());
        ResourceView certain = resource(
                "aws:iam/rolePolicy:RolePolicy",
                "certain",
                text("role", "web"),
                Map.of("role", List.of(urn(ROLE, "role"))));
        ResourceView uncertain = resource("aws:iam/rolePolicy:RolePolicy", "uncertain", text("role", "web"), Map.of());
        StackView stack = new StackView(List.of(images, role, certain, uncertain));

        assertThat(referred(stack, certain, "role")).containsExactly("role");
        assertThat(referred(stack, uncertain, "role")).containsExactly("images", "role");
    }

    @Test
    void aValueThatIsUnknownMeansWhatItWasMadeFrom() {
        ResourceView bucket = resource(BUCKET, "artifacts", Map.of("id", Value.UNKNOWN), Map.of());
        ResourceView versioning = resource(
                VERSIONING,
                "versioning",
                Map.of("bucket", Value.UNKNOWN),
                Map.of("bucket", List.of(urn(BUCKET, "artifacts"), urn(ROLE, "in another stack"))));
        ResourceView blind = resource(VERSIONING, "blind", Map.of("bucket", Value.UNKNOWN), Map.of());
        StackView stack = new StackView(List.of(bucket, versioning, blind));

        assertThat(referred(stack, versioning, "bucket")).containsExactly("artifacts");
        assertThat(referred(stack, blind, "bucket")).isEmpty();
    }

    @Test
    void aKnownValueThatNamesNothingMeansWhatItWasMadeFrom() {
        ResourceView bucket = resource(BUCKET, "artifacts", text("id", "shop"), Map.of());
        ResourceView part = resource(
                VERSIONING,
                "part",
                text("bucket", "arn:aws:s3:::shop/logs/*"),
                Map.of("bucket", List.of(urn(BUCKET, "artifacts"))));

        assertThat(referred(new StackView(List.of(bucket, part)), part, "bucket"))
                .containsExactly("artifacts");
    }

    @Test
    void aPropertyThatIsNotSetRefersToNothing() {
        ResourceView bucket = resource(BUCKET, "artifacts", Map.of(), Map.of());
        ResourceView part = resource(VERSIONING, "part", Map.of(), Map.of("bucket", List.of(urn(BUCKET, "artifacts"))));

        assertThat(referred(new StackView(List.of(bucket, part)), part, "bucket"))
                .isEmpty();
    }

    @Test
    void theDependenciesOfAPropertyCountForWhatIsInIt() {
        ResourceView key = resource("aws:kms/key:Key", "key", Map.of("arn", Value.UNKNOWN), Map.of());
        ResourceView pipeline = resource(
                "aws:codepipeline/pipeline:Pipeline",
                "pipeline",
                Map.of(
                        "artifactStores",
                        new Value.Items(List.of(new Value.Fields(
                                Map.of("encryptionKey", new Value.Fields(Map.of("id", Value.UNKNOWN))))))),
                Map.of("artifactStores", List.of(urn("aws:kms/key:Key", "key"))));

        assertThat(referred(new StackView(List.of(key, pipeline)), pipeline, "artifactStores[0].encryptionKey.id"))
                .containsExactly("key");
    }
}
