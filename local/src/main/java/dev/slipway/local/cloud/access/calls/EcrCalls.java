package dev.slipway.local.cloud.access.calls;

/**
 * What calls to ECR need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">Actions, resources and condition keys</a>
 */
final class EcrCalls {
    private EcrCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from("RepositoryName", "repositoryNames")
                        .otherwise("RepositoryName", "*"))
                .taggedOnCreation("CreateRepository");
    }
}
