package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.Credential;

/**
 * Who talks Git to which repository.
 *
 * @param credential who
 * @param region region of the repository
 * @param row record of the repository
 */
record GitCaller(Credential credential, String region, ObjectNode row) {
    static final String ATTRIBUTE = GitCaller.class.getName();
}
