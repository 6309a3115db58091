package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;

/** Scans. The local cloud has no scanner and says so: no image is ever said to be without findings. */
final class ScanOperations {
    private static final String WHY = "the local cloud does not scan images: look at the findings on AWS";

    private final ImageOperations images;

    ScanOperations(ImageOperations images) {
        this.images = images;
    }

    JsonNode start(Call call) {
        return answer(call);
    }

    JsonNode describe(Call call) {
        return answer(call);
    }

    private ObjectNode answer(Call call) {
        var row = images.require(call, call.input().path("imageId"));
        var answer = Json.object().put("registryId", Call.ACCOUNT).put("repositoryName", call.text("repositoryName"));
        answer.putObject("imageId").put("imageDigest", Images.digest(row));
        answer.putObject("imageScanStatus")
                .put("status", "FINDINGS_UNAVAILABLE")
                .put("description", WHY);
        return answer;
    }
}
