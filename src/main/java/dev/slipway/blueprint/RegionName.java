package dev.slipway.blueprint;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of an AWS Region.
 *
 * @param value the name, for example eu-west-1
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">AWS reference</a>
 */
public record RegionName(String value) implements Text {
    /** What names of Regions look like. */
    public static final TextRule RULE = new TextRule(
            "the name of an AWS Region",
            "^[a-z]{2,4}(-[a-z]+)+-[0-9]+$",
            9,
            32,
            "for example eu-west-1; one Region a stack");

    /** The Regions of botocore 1.43.106 (endpoints.json), 2026-11-30. */
    private static final Set<String> KNOWN = Set.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-1",
            "eu-central-2",
            "eu-isoe-west-1",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eusc-de-east-1",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-iso-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "us-isob-west-1",
            "us-isof-east-1",
            "us-isof-south-1",
            "us-west-1",
            "us-west-2");

    /** Makes the name, or throws {@link IllegalArgumentException} when no Region has such a name. */
    public RegionName {
        RULE.check(value);
    }

    /** The Regions that this version knows; AWS may have opened more since. */
    public static List<String> known() {
        return List.copyOf(new TreeSet<>(KNOWN));
    }

    /** Whether this version knows it. */
    public boolean isKnown() {
        return KNOWN.contains(value);
    }
}
