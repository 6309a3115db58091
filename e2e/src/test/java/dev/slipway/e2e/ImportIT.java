package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a team has already comes under Pulumi's care by {@code pulumi import}, and stays as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
    private static final String STACK = "local-import";

    /** Types that are imported by something else than their ID. */
    private static final Set<String> BY_OTHER_IDS = Set.of(
            "aws:cloudwatch/eventTarget:EventTarget",
            "aws:ec2/route:Route",
            "aws:ec2/routeTableAssociation:RouteTableAssociation",
            "aws:ecs/service:Service",
            "aws:ecs/taskDefinition:TaskDefinition");

    private final Checkout checkout = Checkout.withSimulatedTasks("import");

    @BeforeAll
    void aTeamHasPipelines() {
        checkout.slipway("local", "start").ok();
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        checkout.write("Pulumi." + STACK + ".yaml", "config:\n  aws:region: us-east-1\n");
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void whatExistsIsImportedAndARefreshShowsNoChange() {
        SortedSet<Existing> existing = existing("local");
        assertThat(existing.stream().map(Existing::type))
                .contains(
                        "aws:codecommit/repository:Repository",
                        "aws:ecr/repository:Repository",
                        "aws:codebuild/project:Project",
                        "aws:codepipeline/pipeline:Pipeline",
                        "aws:iam/role:Role",
                        "aws:s3/bucketV2:BucketV2");
        var before = checkout.inventory().everything();

        imported(existing).ok();

        assertThat(existing(STACK)).isEqualTo(existing);
        checkout.slipway("refresh", STACK, "--yes", "--skip-preview", "--expect-no-changes")
                .ok();
        assertThat(checkout.inventory().everything()).isEqualTo(before);
    }

    @Test
    void whatDoesNotExistIsSaidAndNothingIsImported() {
        var missing = new Existing("aws:codepipeline/pipeline:Pipeline", "gone", "no-such-pipeline");

        assertThat(imported(new TreeSet<>(Set.of(missing))).failed()).contains("Pipeline gone", "does not exist");
        assertThat(existing(STACK)).doesNotContain(missing);
    }

    private Result imported(SortedSet<Existing> resources) {
        JsonArray list = new JsonArray();
        resources.forEach(resource -> list.add(resource.json()));
        JsonObject file = new JsonObject();
        file.add("resources", list);
        checkout.write("existing.json", file.toString());
        return checkout.slipway(
                "pulumi",
                STACK,
                "import",
                "--file",
                "existing.json",
                "--yes",
                "--skip-preview",
                "--generate-code=false",
                "--protect=false");
    }

    /** The AWS resources in the state of a stack that can be imported by their ID. */
    private SortedSet<Existing> existing(String stack) {
        SortedSet<Existing> existing = new TreeSet<>();
        JsonObject deployment = JsonParser.parseString(
                        checkout.slipway("pulumi", stack, "stack", "export").ok())
                .getAsJsonObject()
                .getAsJsonObject("deployment");
        if (deployment.has("resources")) {
            for (JsonElement element : deployment.getAsJsonArray("resources")) {
                JsonObject resource = element.getAsJsonObject();
                String type = resource.get("type").getAsString();
                if (type.startsWith("aws:") && !BY_OTHER_IDS.contains(type)) {
                    existing.add(new Existing(
                            type,
                            resource.get("urn").getAsString().replaceFirst(".*::", ""),
                            resource.get("id").getAsString()));
                }
            }
        }
        return existing;
    }

    /**
     * A resource, as the engine's state names it.
     *
     * @param type its type token
     * @param name its logical name
     * @param id what the provider knows it by
     */
    private record Existing(String type, String name, String id) implements Comparable<Existing> {
        @Override
        public int compareTo(Existing other) {
            return (type + "::" + name + "::" + id).compareTo(other.type + "::" + other.name + "::" + other.id);
        }

        private JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty("type", type);
            json.addProperty("name", name);
            json.addProperty("id", id);
            return json;
        }
    }
}
