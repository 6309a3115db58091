package dev.slipway.roles;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a role may do with the stack's key: encrypt and decrypt artifacts. It is a document of its own because the key's
 * ARN is known only once the key exists, while a preview can show all the other documents.
 *
 * @param keyArns the artifact key, then the keys of other things that the role reads or writes
 */
public record ArtifactKeyUse(List<String> keyArns) {
    public ArtifactKeyUse {
        keyArns = List.copyOf(new LinkedHashSet<>(keyArns));
    }

    /** The permissions. */
    public PolicyDocument permissions() {
        return PolicyDocument.of(Statement.allow("UseKeys")
                .actions("kms:DescribeKey", "kms:GenerateDataKey*", "kms:Encrypt", "kms:ReEncrypt*", "kms:Decrypt")
                .resources(new ArrayList<>(keyArns)));
    }
}
