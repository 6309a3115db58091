package dev.slipway.local.cloud.codepipeline.execution.driver;

import dev.slipway.local.cloud.codepipeline.execution.machine.Structure;
import dev.slipway.local.cloud.store.Transaction;
import java.util.List;

/** Knows how pipelines are declared. */
public interface Structures {
    /**
     * A pipeline as it stands in a transaction.
     *
     * @throws dev.slipway.local.cloud.api.AwsException PipelineNotFoundException when there is none
     */
    Structure of(Transaction view, PipelineKey key);

    /** All pipelines. */
    List<PipelineKey> all(Transaction view);
}
