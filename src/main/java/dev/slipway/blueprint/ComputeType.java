package dev.slipway.blueprint;

/**
 * The size of the machine that builds; only those on which Docker runs for x86_64.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html">AWS reference</a>
 */
public enum ComputeType implements Choice {
    /** 4 GiB of memory, 2 vCPU. */
    SMALL("BUILD_GENERAL1_SMALL"),
    /** 8 GiB of memory, 4 vCPU. */
    MEDIUM("BUILD_GENERAL1_MEDIUM"),
    /** 16 GiB of memory, 8 vCPU. */
    LARGE("BUILD_GENERAL1_LARGE"),
    /** 72 GiB of memory, 36 vCPU. */
    XLARGE("BUILD_GENERAL1_XLARGE"),
    /** 144 GiB of memory, 72 vCPU. */
    X2LARGE("BUILD_GENERAL1_2XLARGE");

    private final String word;

    ComputeType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
