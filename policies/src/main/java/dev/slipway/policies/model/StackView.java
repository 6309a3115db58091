package dev.slipway.policies.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All resources of a stack, and how they refer to each other. */
public final class StackView {
    /** Output properties by which AWS resources are referred to. */
    private static final List<String> IDENTITIES =
            List.of("id", "arn", "name", "bucket", "url", "keyId", "repositoryUrl");

    private final Map<String, ResourceView> byUrn = new LinkedHashMap<>();
    private final Map<String, List<ResourceView>> byType = new LinkedHashMap<>();
    private final ConcurrentMap<Object, Object> remembered = new ConcurrentHashMap<>(0);

    public StackView(Collection<ResourceView> resources) {
        for (ResourceView resource : resources) {
            byUrn.put(resource.urn(), resource);
        }
        byUrn.values().forEach(resource -> byType.computeIfAbsent(resource.type(), type -> new ArrayList<>())
                .add(resource));
    }

    /** All resources, in the order in which the engine has them. */
    public Collection<ResourceView> resources() {
        return byUrn.values();
    }

    /** The resources of these types. */
    public List<ResourceView> ofType(String... types) {
        List<ResourceView> found = new ArrayList<>();
        for (String type : types) {
            found.addAll(byType.getOrDefault(type, List.of()));
        }
        return found;
    }

    /** The resource with this URN. */
    public Optional<ResourceView> byUrn(String urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    /**
     * The resources of these types whose property refers to a resource: {@code referring(bucket, "bucket",
     * "aws:s3/bucketVersioningV2:BucketVersioningV2")}.
     *
     * <p>A known value decides when it names some resource of the stack by id, ARN or name; otherwise the property refers to
     * what its value was made from, so the link also holds at preview, when ids are unknown.
     *
     * @throws UnreadableValue when none is found, and the property of one of these resources is unknown and was made from no
     *     resource of the target's type: it may be the one that is looked for
     */
    public List<ResourceView> referring(ResourceView target, String property, String... types) {
        List<ResourceView> found = new ArrayList<>();
        for (String type : types) {
            found.addAll(references(type, property).byTarget().getOrDefault(target.urn(), List.of()));
        }
        if (found.isEmpty()) {
            for (String type : types) {
                for (ResourceView part : references(type, property).unresolved()) {
                    if (referredBy(part, property).stream()
                            .noneMatch(referred -> referred.type().equals(target.type()))) {
                        throw UnreadableValue.link(part.name(), property);
                    }
                }
            }
        }
        return found;
    }

    /** The resources that a property refers to, in the way of {@link #referring}. */
    public List<ResourceView> referredBy(ResourceView source, String property) {
        Property value = source.get(property);
        if (value.isMissing()) {
            return List.of();
        }
        List<String> from = source.dependencies(root(property));
        if (value.value() instanceof Value.Text text) {
            Set<String> named = named().getOrDefault(text.value(), Set.of());
            // What a part of a bucket says of its bucket is its own id too.
            List<ResourceView> both = views(source, from.stream().filter(named::contains));
            if (!both.isEmpty()) {
                return both;
            }
            List<ResourceView> others = views(source, named.stream());
            if (!others.isEmpty()) {
                return others;
            }
        }
        return from.stream().map(this::byUrn).flatMap(Optional::stream).toList();
    }

    private List<ResourceView> views(ResourceView source, Stream<String> urns) {
        return urns.filter(urn -> !urn.equals(source.urn()))
                .map(this::byUrn)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String root(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    private record Link(String type, String property) {}

    /**
     * Where a property of the resources of a type leads.
     *
     * @param byTarget the resources by the URN that theirs refers to
     * @param unresolved those whose property is not wholly known
     */
    private record References(Map<String, List<ResourceView>> byTarget, List<ResourceView> unresolved) {}

    private References references(String type, String property) {
        return remember(new Link(type, property), () -> {
            Map<String, List<ResourceView>> byTarget = new LinkedHashMap<>();
            List<ResourceView> unresolved = new ArrayList<>();
            for (ResourceView source : ofType(type)) {
                if (!source.get(property).isFullyKnown()) {
                    unresolved.add(source);
                }
                for (ResourceView target : referredBy(source, property)) {
                    byTarget.computeIfAbsent(target.urn(), urn -> new ArrayList<>())
                            .add(source);
                }
            }
            return new References(byTarget, unresolved);
        });
    }

    /** The URNs of the resources that a text names; a resource's id is often its name too. */
    private Map<String, Set<String>> named() {
        return remember(StackView.class, () -> {
            Map<String, Set<String>> urns = new HashMap<>();
            for (ResourceView resource : byUrn.values()) {
                for (String identity : IDENTITIES) {
                    if (resource.get(identity).value() instanceof Value.Text text
                            && !text.value().isEmpty()) {
                        urns.computeIfAbsent(text.value(), value -> new LinkedHashSet<>())
                                .add(resource.urn());
                    }
                }
            }
            return urns;
        });
    }

    /** Works something out once for all rules that look at this stack. The result must not be changed. */
    @SuppressWarnings("unchecked")
    public <T> T remember(Object key, Supplier<T> work) {
        Object known = remembered.get(key);
        if (known == null) {
            // Not computeIfAbsent: the work may remember something of its own.
            Object made = work.get();
            Object other = remembered.putIfAbsent(key, made);
            known = other == null ? made : other;
        }
        return (T) known;
    }
}
