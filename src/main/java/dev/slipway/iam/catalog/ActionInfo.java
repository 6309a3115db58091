package dev.slipway.iam.catalog;

import java.util.List;
import java.util.Objects;

/**
 * One action of AWS.
 *
 * @param service the prefix, such as {@code s3}
 * @param name the name after the colon, such as {@code GetObject}
 * @param accessLevel what it does
 * @param resourceTypes the types of resources whose ARNs it takes; empty when it takes {@code *} alone
 * @param requiredTypes names of the types of which a request always has one
 * @param conditionKeys the service's own and global keys that AWS documents for it, those of its resource types included
 * @param dependentActions further permissions that a successful call needs
 */
public record ActionInfo(
        String service,
        String name,
        AccessLevel accessLevel,
        List<ResourceType> resourceTypes,
        List<String> requiredTypes,
        List<String> conditionKeys,
        List<String> dependentActions) {
    public ActionInfo {
        Objects.requireNonNull(service);
        Objects.requireNonNull(name);
        Objects.requireNonNull(accessLevel);
        resourceTypes = List.copyOf(resourceTypes);
        requiredTypes = List.copyOf(requiredTypes);
        conditionKeys = List.copyOf(conditionKeys);
        dependentActions = List.copyOf(dependentActions);
    }

    /** Such as {@code s3:GetObject}. */
    public String fullName() {
        return service + ":" + name;
    }

    /** Whether a policy can narrow the action to resources; else only {@code *} works. */
    public boolean takesResource() {
        return !resourceTypes.isEmpty();
    }

    @Override
    public String toString() {
        return fullName();
    }
}
