package dev.slipway.cicd;

import com.pulumi.core.Output;
import dev.slipway.blueprint.TagKey;
import dev.slipway.blueprint.TagValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags as the resources take them. */
final class Tags {
    private Tags() {}

    static Output<Map<String, String>> of(String component, Output<List<TagArgs>> tags) {
        return tags.apply(list -> Output.all(list.stream()
                        .map(tag -> Output.tuple(tag.key(), tag.value()))
                        .toList()))
                .applyValue(pairs -> {
                    var map = new TreeMap<String, String>();
                    pairs.forEach(pair -> map.put(
                            Checked.text(component, "tags", TagKey.RULE, pair.t1),
                            Checked.text(component, "tags." + pair.t1, TagValue.RULE, pair.t2)));
                    return map;
                });
    }
}
