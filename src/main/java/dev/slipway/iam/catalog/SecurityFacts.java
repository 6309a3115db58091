package dev.slipway.iam.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts about AWS that no reference lists by machine. Written by hand in {@code facts.json}, each with its source. */
public final class SecurityFacts {
    private static final SecurityFacts INSTANCE = new SecurityFacts(CatalogFile.read("facts.json"));

    private final String written;
    private final List<EscalationPath> escalationPaths;
    private final Map<String, Fact> credentialExposure;
    private final Map<String, Fact> dataExfiltration;
    private final Map<String, Fact> starInPractice;
    private final Map<String, Fact> confusedDeputy;
    private final Map<String, String> tenantSeparators;
    private final Set<String> adminManagedPolicies;

    private SecurityFacts(JsonObject file) {
        JsonObject sources = file.getAsJsonObject("sources");
        this.written = file.get("written").getAsString();
        List<EscalationPath> paths = new ArrayList<>();
        for (JsonElement element : file.getAsJsonArray("escalations")) {
            JsonObject path = element.getAsJsonObject();
            paths.add(new EscalationPath(
                    path.get("id").getAsString(),
                    CatalogFile.strings(path.get("actions")),
                    path.get("why").getAsString(),
                    source(sources, path)));
        }
        this.escalationPaths = List.copyOf(paths);
        this.credentialExposure = facts(file, "credentialExposure", "action", sources);
        this.dataExfiltration = facts(file, "dataExfiltration", "action", sources);
        this.starInPractice = facts(file, "starInPractice", "action", sources);
        this.confusedDeputy = facts(file, "confusedDeputy", "service", sources);
        this.tenantSeparators = new LinkedHashMap<>();
        for (JsonElement element : file.getAsJsonArray("oidcProviders")) {
            JsonObject provider = element.getAsJsonObject();
            tenantSeparators.put(
                    provider.get("host").getAsString(),
                    provider.get("tenantBefore").getAsString());
        }
        this.adminManagedPolicies = Set.copyOf(CatalogFile.strings(file.get("adminManagedPolicies")));
    }

    private static Map<String, Fact> facts(JsonObject file, String list, String subject, JsonObject sources) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (JsonElement element : file.getAsJsonArray(list)) {
            JsonObject fact = element.getAsJsonObject();
            String about = fact.get(subject).getAsString();
            String why = fact.has("why")
                    ? fact.get("why").getAsString()
                    : "acts for others, who could have it act on what is not theirs";
            facts.put(about.toLowerCase(Locale.ROOT), new Fact(about, why, source(sources, fact)));
        }
        return facts;
    }

    private static String source(JsonObject sources, JsonObject fact) {
        return sources.get(fact.get("source").getAsString()).getAsString();
    }

    /** The facts of this build. */
    public static SecurityFacts get() {
        return INSTANCE;
    }

    /** The day on which the facts were written down, as ISO date. */
    public String written() {
        return written;
    }

    /** Combinations of actions that let a principal raise its own rights. */
    public List<EscalationPath> escalationPaths() {
        return escalationPaths;
    }

    /** Actions that hand out credentials. */
    public List<Fact> credentialExposure() {
        return List.copyOf(credentialExposure.values());
    }

    /** Actions that let data or secrets out. */
    public List<Fact> dataExfiltration() {
        return List.copyOf(dataExfiltration.values());
    }

    /** Why a policy gives an action on {@code *} although AWS's reference lists resource types for it; mostly empty. */
    public Optional<Fact> starInPractice(String action) {
        return Optional.ofNullable(starInPractice.get(action.toLowerCase(Locale.ROOT)));
    }

    /** What is known of a service principal that acts for others and says for whom in {@code aws:SourceArn}; mostly empty. */
    public Optional<Fact> confusedDeputy(String servicePrincipal) {
        return Optional.ofNullable(confusedDeputy.get(servicePrincipal.toLowerCase(Locale.ROOT)));
    }

    /**
     * For OIDC providers that many tenants share: what must stand after the tenant's name in a subject, such as {@code /} in
     * {@code repo:org/app:*}. Empty for providers that are not known.
     */
    public Optional<String> tenantSeparator(String oidcHost) {
        return Optional.ofNullable(tenantSeparators.get(oidcHost.toLowerCase(Locale.ROOT)));
    }

    /** Whether that AWS-managed policy, by name or ARN, gives about everything. */
    public boolean isAdminManagedPolicy(String nameOrArn) {
        return adminManagedPolicies.contains(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
    }
}
