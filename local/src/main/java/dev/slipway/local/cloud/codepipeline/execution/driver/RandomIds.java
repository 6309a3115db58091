package dev.slipway.local.cloud.codepipeline.execution.driver;

import dev.slipway.local.cloud.codepipeline.execution.machine.Ids;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** Random names. */
public final class RandomIds implements Ids {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 7;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String uuid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String artifactSuffix() {
        return random.ints(LENGTH, 0, CHARACTERS.length())
                .mapToObj(index -> String.valueOf(CHARACTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
