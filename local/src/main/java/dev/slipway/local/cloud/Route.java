package dev.slipway.local.cloud;

import dev.slipway.local.cloud.api.Dispatcher;

/** Where a request goes. */
sealed interface Route {
    /** To an operation of a service of ours. */
    record Ours(Dispatcher dispatcher, String operation) implements Route {}

    /** To ministack. */
    record Ministack() implements Route {}

    /** Nowhere: no such service. */
    record Unknown(String service) implements Route {}
}
