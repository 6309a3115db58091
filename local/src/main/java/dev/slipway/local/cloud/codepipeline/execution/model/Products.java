package dev.slipway.local.cloud.codepipeline.execution.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the actions of an execution made for later ones.
 *
 * @param artifacts where each artifact is, by name
 * @param revisions what each source action found, by the name of its output artifact
 * @param sources the source action behind each output artifact, by the name of the artifact
 * @param variables variables by namespace
 */
public record Products(
        Map<String, Location> artifacts,
        Map<String, Revision> revisions,
        Map<String, String> sources,
        Map<String, Map<String, String>> variables) {
    /** Nothing yet. */
    public static final Products NONE = new Products(Map.of(), Map.of(), Map.of(), Map.of());

    /** Copies its collections. */
    public Products {
        artifacts = Collections.unmodifiableMap(new LinkedHashMap<>(artifacts));
        revisions = Collections.unmodifiableMap(new LinkedHashMap<>(revisions));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * With what an action made.
     *
     * @param namespace of the action; empty for none
     * @param run the action at its end
     */
    public Products add(String namespace, ActionRun run) {
        var moreArtifacts = new LinkedHashMap<>(artifacts);
        moreArtifacts.putAll(run.input().outputs());
        var moreRevisions = new LinkedHashMap<>(revisions);
        var moreSources = new LinkedHashMap<>(sources);
        var revision = run.outcome().revision();
        if (revision != null) {
            run.input().outputs().keySet().forEach(artifact -> {
                moreRevisions.put(artifact, revision);
                moreSources.put(artifact, run.action());
            });
        }
        var moreVariables = new LinkedHashMap<>(variables);
        if (!namespace.isEmpty()) {
            moreVariables.put(namespace, run.outcome().variables());
        }
        return new Products(moreArtifacts, moreRevisions, moreSources, moreVariables);
    }
}
