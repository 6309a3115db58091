package dev.slipway.local.show;

import java.util.List;
import java.util.Map;

/** What an action works on. */
public final class Subject {
    private Subject() {}

    /**
     * Short words for it.
     *
     * @param configuration the settings of the action
     * @return the repository with its branch, the cluster with its service, or the project; empty when it is none of these
     */
    public static String of(Map<String, String> configuration) {
        for (var name : List.of("RepositoryName", "FullRepositoryId")) {
            if (configuration.containsKey(name)) {
                var branch = configuration.get("BranchName");
                return branch == null ? configuration.get(name) : configuration.get(name) + "@" + branch;
            }
        }
        if (configuration.containsKey("ClusterName")) {
            return configuration.get("ClusterName") + "/" + configuration.get("ServiceName");
        }
        return configuration.getOrDefault("ProjectName", "");
    }
}
